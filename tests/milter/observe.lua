-- SPDX-License-Identifier: BSD-2-Clause
-- In observe mode nothing happens to any letter; cases are counted.
--conf mode = "observe";

reply, conn = send_alone(silent_copy())
check_untouched(conn, reply)
check(logged("applied=observe") == 1, "nothing was observed")
mt.disconnect(conn)
