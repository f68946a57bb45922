-- SPDX-License-Identifier: BSD-2-Clause
-- With the action notice everybody gets the letter, and the case names it.
--conf actions = ( { rule = "york-10.1c"; action = "notice"; } );

reply, conn = send_alone(silent_copy())
check_untouched(conn, reply)
check(logged("applied=notice") == 1, "no case of a notice in the log")
mt.disconnect(conn)
