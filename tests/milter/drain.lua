-- SPDX-License-Identifier: BSD-2-Clause
-- SIGTERM lets the message that is being judged end, and the runner checks that the daemon then exits 0.

-- Another process holds the casebook, so that the message waits within its judgement while the signal comes.
conn = open()
mail = silent_copy()
check_held(conn, send(conn, silent_copy()), {oduya}, {shah})
shell("python3 hold_casebook.py '" .. folder .. "/state/candour.db' " .. pid .. " & sleep 0.7")
check_held(conn, send(conn, mail), {oduya}, {shah})
check(logged(mail.queue .. ": case=") >= 1, "the last message was not recorded")
wait_for_log("ended")
