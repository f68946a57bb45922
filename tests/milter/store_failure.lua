-- SPDX-License-Identifier: BSD-2-Clause
-- Where the casebook or the spool cannot be written the answer is to try again, and a later try is judged as ever.
--conf limits = { memory_body_bytes = 20000; };

-- No file of the daemon may grow: what a full disk or a broken one is like.
function let_files_grow(limit)
	shell("prlimit --pid " .. pid .. " --fsize=" .. limit .. ":unlimited")
end

let_files_grow("0")
mail = silent_copy()
reply, conn = send_alone(mail)
check(reply == "TEMPFAIL", "unrecorded mail was answered " .. tostring(reply))
check(not stripped_any(conn), "stripped without a record")
mt.disconnect(conn)
wait_for_log(mail.queue .. ": to be tried again later")

reply, conn = send_alone(letter({body = string.rep("x", 70) .. string.rep("\r\n", 20000)}))
check(reply == "TEMPFAIL", "unspooled mail was answered " .. tostring(reply))
mt.disconnect(conn)

-- What the store is not needed for is not harmed by it.
reply, conn = send_alone(letter({to = bello, rcpt = {bello}}))
check_untouched(conn, reply)
mt.disconnect(conn)
reply, conn = send_alone(letter({rcpt = {foi}}))
check_untouched(conn, reply)
mt.disconnect(conn)

let_files_grow("unlimited")
reply, conn = send_alone(mail)
check_held(conn, reply, {oduya}, {shah})
wait_for_log("rule=york-10.1c") -- it comes through a pipe
check(logged("rule=york-10.1c") == 1, "not one case for the letter")
mt.disconnect(conn)
