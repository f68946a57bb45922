-- SPDX-License-Identifier: BSD-2-Clause
-- A flag shows in a header field where that is configured and no outsider or protected recipient would see it.
--conf actions = ( { rule = "york-10.1c"; action = "flag"; } );
--conf case_header = true;

reply, conn = send_alone(silent_copy())
check(reply == "CONTINUE" and not stripped_any(conn), "a flag took somebody away")
check(mt.eom_check(conn, MT_HDRADD, "X-Candour-Case"), "no X-Candour-Case")
value = mt.getheader(conn, "X-Candour-Case", 0)
check(logged("case=" .. value:gsub("^ ", "") .. " ") >= 1, "another case than in the log: " .. value)
mt.disconnect(conn)

for _, stranger in ipairs({resident, foi}) do
	reply, conn = send_alone(silent_copy({rcpt = {shah, oduya, stranger}}))
	check_untouched(conn, reply)
	mt.disconnect(conn)
end
