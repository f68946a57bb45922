-- SPDX-License-Identifier: BSD-2-Clause
-- The silent member waits, everybody else gets the letter unchanged.

mail = silent_copy()
reply, conn = send_alone(mail)
check_held(conn, reply, {oduya}, {shah})
check(not mt.eom_check(conn, MT_HDRADD), "the letter of the others was changed")
check(logged(mail.queue .. ": case=") >= 1, "no case in the log")
check(logged("rule=york-10.1c applied=hold") == 1, "rule and action are not in the log")
check(logged(mail.subject) == 0 and logged(mail.id) == 0, "the log knows too much")
mt.disconnect(conn)

-- All recipients held: still continue, with all of them stripped, never a discard.
reply, conn = send_alone(silent_copy({rcpt = {oduya}}))
check_held(conn, reply, {oduya}, {})
mt.disconnect(conn)

-- A source route: the MTA stores the path without it, so both forms are taken away.
reply, conn = send_alone(silent_copy({rcpt = {shah, "@relay.example:" .. oduya}}))
check_held(conn, reply, {"@relay.example:" .. oduya, oduya}, {shah})
mt.disconnect(conn)

-- A protected recipient in the same transaction gets the letter and hides nobody.
reply, conn = send_alone(silent_copy({rcpt = {foi, shah, oduya}}))
check_held(conn, reply, {oduya}, {foi, shah})
mt.disconnect(conn)

-- A recipient that the MTA itself will refuse is nobody's.
conn = open()
mail = letter()
mt.macro(conn, SMFIC_MAIL, "i", mail.queue, "{auth_authen}", mail.auth)
mt.mailfrom(conn, "<" .. mail.from .. ">")
mt.rcptto(conn, "<" .. shah .. ">")
mt.macro(conn, SMFIC_RCPT, "{rcpt_mailer}", "error")
mt.rcptto(conn, "<" .. oduya .. ">")
content(conn, mail)
mt.eom(conn)
check(mt.getreply(conn) == SMFIR_CONTINUE, "not continued")
check(not stripped_any(conn), "a phantom recipient was judged")
mt.disconnect(conn)
