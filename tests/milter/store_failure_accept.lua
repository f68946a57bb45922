-- SPDX-License-Identifier: BSD-2-Clause
-- The other answer to a failure, for those who configure it: everything is delivered, and the log says so.
--conf failure = "accept";

shell("prlimit --pid " .. pid .. " --fsize=0:unlimited")
reply, conn = send_alone(silent_copy())
check_untouched(conn, reply)
check(logged("accepted unjudged") == 1, "the log says nothing of it")
mt.disconnect(conn)
shell("prlimit --pid " .. pid .. " --fsize=unlimited:unlimited")
