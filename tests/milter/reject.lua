-- SPDX-License-Identifier: BSD-2-Clause
-- 550 where every recipient is refused; else those recipients are stripped.
--conf actions = ( { rule = "york-10.1c"; action = "reject"; } );

mail = silent_copy({rcpt = {oduya}})
reply, conn = send_alone(mail)
-- A reply with a text of ours, which miltertest does not show.
check(reply == "REPLYCODE", "the reply was " .. tostring(reply))
check(logged("refused") == 1, "no refusal in the log")
mt.disconnect(conn)

-- The same letter again gets the same answer and no second case.
reply, conn = send_alone(mail)
check(reply == "REPLYCODE", "the retry was not refused")
check(logged("rule=york-10.1c") == 1, "the retry made a second case")
mt.disconnect(conn)

-- Together with a recipient who gets it there is no 550 to tell the sender, so the refused letter is returned; once.
function count_returns()
	local query = "select count(*) from outbox join recipients using (case_id) where kind = 'return' and state = 'returning'"
	local pipe = io.popen("python3 -c \"import sqlite3; print(sqlite3.connect('" .. folder ..
		"/state/candour.db').execute(\\\"" .. query .. "\\\").fetchone()[0])\"")
	return tonumber(pipe:read("a"))
end

mail.rcpt = {shah, oduya}
for _ = 1, 2 do
	reply, conn = send_alone(mail)
	check_held(conn, reply, {oduya}, {shah})
	check(count_returns() == 1, "the sender is told " .. count_returns() .. " times")
	mt.disconnect(conn)
end

reply, conn = send_alone(silent_copy())
check_held(conn, reply, {oduya}, {shah})
mt.disconnect(conn)
