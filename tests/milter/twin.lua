-- SPDX-License-Identifier: BSD-2-Clause
-- The same letter comes twice at once, and each session asks the casebook before the other has written. The later one
-- follows what the earlier one decided; that is no failure, which here would let the held copy pass.
--conf failure = "accept";

function other(name)
	return "'" .. folder .. "/other" .. name .. "'"
end

-- A second daemon on the same casebook: within one, a lock orders the two almost always.
shell("timeout 100 '" .. programs .. "/candour-milter' -c '" .. folder .. "/candour.conf' --foreground --socket unix:" ..
	folder .. "/other.sock 2>" .. other(".log") .. " & echo $! >" .. other(".pid"))
shell("for i in $(seq 600); do grep -qs ': ready' " .. other(".log") .. " && exit 0; sleep 0.05; done; exit 1")
-- It gets the first letter of a run of its own, which is the same as the first one here.
file = io.open(folder .. "/other.lua", "w")
file:write("reply, conn = send_alone(silent_copy())\ncheck_held(conn, reply, {oduya}, {shah})\nmt.disconnect(conn)\n")
file:close()

shell("python3 hold_casebook.py '" .. folder .. "/state/candour.db' & sleep 0.7")
shell("(miltertest -w -D socket=unix:" .. folder .. "/other.sock -D pid=0 -D folder=x -D programs=x -D script=" ..
	other(".lua") .. " -s common.lua >" .. other(".out") .. " 2>&1; echo $? >" .. other(".status") .. ") &")
reply, conn = send_alone(silent_copy())
check_held(conn, reply, {oduya}, {shah})
mt.disconnect(conn)

shell("for i in $(seq 200); do [ -s " .. other(".status") .. " ] && break; sleep 0.05; done; cat " .. other(".out") ..
	"; kill $(cat " .. other(".pid") .. "); grep -q '^0' " .. other(".status"))
shell("[ $(cat '" .. folder .. "/log' " .. other(".log") .. " | grep -c rule=york-10.1c) -eq 1 ]")
