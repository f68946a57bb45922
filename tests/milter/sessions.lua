-- SPDX-License-Identifier: BSD-2-Clause
-- Connections that say little, stop in the middle, or carry several messages.

-- A probe: connects and goes, politely and not.
mt.disconnect(connect(), false)
conn = connect()
mt.negotiate(conn, nil, nil, nil)
mt.disconnect(conn, false)
mt.disconnect(open(), true)

-- An abort after the envelope, within the header, within the body; then a letter on the same connection.
conn = open()
for stage = 1, 3 do
	envelope(conn, silent_copy())
	if stage > 1 then
		header(conn, "From", "Jo Hart <" .. hart .. ">")
	end
	if stage > 2 then
		mt.eoh(conn)
		mt.bodystring(conn, "half a sente")
	end
	check(mt.abort(conn) == nil, "abort failed")
end
check_untouched(conn, send(conn, letter()))

-- Several messages on a connection do not know of each other's recipients.
check_held(conn, send(conn, silent_copy()), {oduya}, {shah})
check(send(conn, letter()) == "CONTINUE", "the letter after a held one")
check_held(conn, send(conn, silent_copy({rcpt = {oduya}})), {oduya}, {})
mt.disconnect(conn)

-- An MTA that waits for every reply and eats the space after a field's colon.
conn = connect()
check(mt.negotiate(conn, 2, 0x3f, 0x7f) == nil, "an old MTA was refused")
check(not mt.test_option(conn, SMFIP_HDR_LEADSPC), "asked for what the MTA does not have")
mt.conninfo(conn, "localhost", "127.0.0.1")
check_held(conn, send(conn, silent_copy()), {oduya}, {shah})
mt.disconnect(conn)

-- The connection breaks within a message.
conn = open()
envelope(conn, silent_copy())
content(conn, silent_copy())
mt.disconnect(conn, false)

-- Two connections at once.
one, two = open(), open()
first, second = silent_copy(), letter()
envelope(one, first)
envelope(two, second)
content(two, second)
content(one, first)
mt.eom(one)
mt.eom(two)
check(stripped(one, oduya), "the first connection's letter")
check(not stripped_any(two), "the second connection's letter")
mt.disconnect(one)
mt.disconnect(two)
check(logged("rule=york-10.1c") == 4, "not as many cases as silent copies")
