-- SPDX-License-Identifier: BSD-2-Clause
-- SIGUSR1 swaps the whole configuration or none of it; messages under way keep theirs.

function reload()
	shell("kill -USR1 " .. pid)
end

conn = open()
check_held(conn, send(conn, silent_copy()), {oduya}, {shah})

-- A message that began before the reload is judged as things stood.
mail = silent_copy()
envelope(conn, mail)
append_conf('actions = ( { rule = "york-10.1c"; action = "flag"; } );')
reload()
wait_for_log("reloaded (asked by signal)")
content(conn, mail)
mt.eom(conn)
check(stripped(conn, oduya), "the reload changed a message under way")
check_untouched(conn, send(conn, silent_copy()))

-- A faulty one is refused with file and line, and the old one stays.
append_conf('nonsense = 1;')
reload()
wait_for_log("not reloaded (asked by signal)")
check(log():find("candour.conf:%d+: "), "the reason has no file and line")
check_untouched(conn, send(conn, silent_copy()))

-- So is one that cannot change while the daemon runs.
shell("sed -i -e '/^nonsense/d' -e 's|^state_dir.*|state_dir = \"" .. folder .. "/other\";|' " .. folder .. "/candour.conf")
reload()
wait_for_log("not reloaded (asked by signal)", 2)
check(logged("state_dir") == 1, "the log does not say what cannot change")
check_untouched(conn, send(conn, silent_copy()))

shell("sed -i 's|^state_dir.*|state_dir = \"" .. folder .. "/state\";|; s|\"flag\"|\"hold\"|' " .. folder .. "/candour.conf")
reload()
wait_for_log("reloaded (asked by signal)", 4)
check_held(conn, send(conn, silent_copy()), {oduya}, {shah})
mt.disconnect(conn)
