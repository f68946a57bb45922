-- SPDX-License-Identifier: BSD-2-Clause
-- Bodies past the memory's share go to a file without a name; past the limits less is inspected, and nothing is lost.
--conf limits = { memory_body_bytes = 20000; max_message_bytes = 500000; header_bytes = 20000; recipients = 3; };

function state_files()
	local pipe = io.popen("ls -A '" .. folder .. "/state' | grep -c spool")
	local count = tonumber(pipe:read("a"))
	pipe:close()
	return count
end

line = string.rep("a line of the paper ", 4) .. "\r\n"
for _, length in ipairs({19000, 400000, 2000000}) do
	body = string.rep(line, length // #line)
	reply, conn = send_alone(silent_copy({body = body}))
	check_held(conn, reply, {oduya}, {shah})
	check(state_files() == 0, "a spool file has a name")
	mt.disconnect(conn)
end
check(logged("not inspected whole") == 1, "what is past the limit was passed over in silence")

-- A header past its limit, with To at its end, so that nobody is visible to the reader.
padding = {}
for i = 1, 30 do
	padding[i] = {"X-Padding", string.rep("p", 900)} -- miltertest takes no longer one
end
reply, conn = send_alone(silent_copy({fields = padding}))
check_held(conn, reply, {oduya}, {shah})
mt.disconnect(conn)
check(logged("not inspected whole") == 2, "a header past the limit was passed over in silence")

-- A recipient too many is told to come in another transaction; the others are judged.
conn = open()
mail = silent_copy({rcpt = {shah, oduya, foi, lee}})
answers = envelope(conn, mail)
check(table.concat(answers, " ") == "CONTINUE CONTINUE CONTINUE REPLYCODE", table.concat(answers, " "))
content(conn, mail)
mt.eom(conn)
check(stripped(conn, oduya) and not stripped(conn, lee), "the recipients within the limit were not judged")
mt.disconnect(conn)
