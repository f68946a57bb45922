-- SPDX-License-Identifier: BSD-2-Clause
-- The same letter in any grouping: the same answer, no second case, no second copy of what is held.

function again(mail, recipients)
	local copy = {}
	for name, value in pairs(mail) do
		copy[name] = value
	end
	copy.rcpt = recipients
	copy.queue = mail.queue .. "again"
	return send_alone(copy)
end

mail = silent_copy()
reply, conn = send_alone(mail)
check_held(conn, reply, {oduya}, {shah})
mt.disconnect(conn)

groupings = {{shah, oduya}, {oduya, shah}, {oduya}, {shah}, {"Cllr.Oduya@NORTHMERE.gov.uk"}, {oduya, oduya}}
for _, recipients in ipairs(groupings) do
	reply, conn = again(mail, recipients)
	check(reply == "CONTINUE", "a retry was answered " .. tostring(reply))
	for _, address in ipairs(recipients) do
		is_held = address:lower() == oduya
		check(stripped(conn, address) == is_held, "the retry's answer for " .. address .. " differs")
	end
	mt.disconnect(conn)
end
check(logged("rule=york-10.1c") == 1, "a retry made a second case")

-- Sent one by one from the start: the silent one is held, and that binds the joint retry.
mail = silent_copy({rcpt = {oduya}})
reply, conn = send_alone(mail)
check_held(conn, reply, {oduya}, {})
mt.disconnect(conn)
reply, conn = again(mail, {shah, oduya})
check_held(conn, reply, {oduya}, {shah})
mt.disconnect(conn)
check(logged("rule=york-10.1c") == 2, "the joint retry made another case")

-- Another text with the same Message-ID is another letter.
mail.body = mail.body .. "\r\nCC Councillor Oduya\r\n"
reply, conn = again(mail, {shah, oduya})
check(reply == "CONTINUE" and not stripped(conn, oduya), "the cured letter was taken for the held one")
mt.disconnect(conn)
