-- SPDX-License-Identifier: BSD-2-Clause
-- Mail that no rule concerns passes untouched, and leaves no trace.

reply, conn = send_alone(letter())
check_untouched(conn, reply)
mt.disconnect(conn)

-- Out of scope: no member anywhere.
reply, conn = send_alone(letter({to = bello, rcpt = {bello}}))
check_untouched(conn, reply)
mt.disconnect(conn)

-- A councillor's copy that everybody sees.
reply, conn = send_alone(silent_copy({fields = {{"Cc", oduya}}}))
check_untouched(conn, reply)
mt.disconnect(conn)

-- Cured by the foot line.
reply, conn = send_alone(silent_copy({body = "Dear Councillor Shah,\r\n\r\nAs agreed.\r\n\r\nCC Councillor Oduya\r\n"}))
check(reply == "CONTINUE" and not stripped(conn, oduya), "the foot line did not cure")
mt.disconnect(conn)

-- Nothing but protected recipients.
reply, conn = send_alone(letter({rcpt = {foi}}))
check_untouched(conn, reply)
mt.disconnect(conn)

check(logged("QUEUE") == 0, "mail that passes left a trace in the log")
