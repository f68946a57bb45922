-- SPDX-License-Identifier: BSD-2-Clause
-- Sends a message of 10 KB again and again, each time another Message-ID. socket, messages, silent ("yes": with a
-- silent copy, which is held), letter: a file to write the message to, for the parser alone.

local line = "The committee will consider the application for the old mill site at its next meeting. "
local body = string.rep(line .. "\r\n", 9800 // (#line + 2))
local fields = {
	{"From", "Jo Hart <j.hart@northmere.gov.uk>"},
	{"To", "Councillor Priya Shah <cllr.shah@northmere.gov.uk>"},
	{"Subject", "The old mill site"},
	{"Date", "Thu, 14 May 2026 09:30:00 +0100"},
	{"MIME-Version", "1.0"},
	{"Content-Type", "text/plain; charset=utf-8"}
}

if letter then
	local file = io.open(letter, "w")
	for _, field in ipairs(fields) do
		file:write(field[1] .. ": " .. field[2] .. "\r\n")
	end
	file:write("\r\n" .. body)
	file:close()
	return
end

local per_connection = 100
local conn
for number = 1, tonumber(messages) do
	if number % per_connection == 1 then
		if conn then
			mt.disconnect(conn)
		end
		conn = mt.connect(socket, 100, 0.05)
		mt.conninfo(conn, "localhost", "127.0.0.1")
	end
	local space = mt.test_option(conn, SMFIP_HDR_LEADSPC) and " " or ""
	mt.macro(conn, SMFIC_MAIL, "i", "B" .. number, "{auth_authen}", "jhart")
	mt.mailfrom(conn, "<j.hart@northmere.gov.uk>")
	mt.rcptto(conn, "<cllr.shah@northmere.gov.uk>")
	if silent == "yes" then
		mt.rcptto(conn, "<cllr.oduya@northmere.gov.uk>")
	end
	for _, field in ipairs(fields) do
		mt.header(conn, field[1], space .. field[2])
	end
	mt.header(conn, "Message-ID", space .. "<bench." .. number .. "." .. (silent or "no") .. "@northmere.gov.uk>")
	mt.eoh(conn)
	mt.bodystring(conn, body)
	mt.eom(conn)
	if mt.getreply(conn) ~= SMFIR_CONTINUE then
		error("message " .. number .. " was not continued")
	end
end
mt.disconnect(conn)
