-- SPDX-License-Identifier: BSD-2-Clause
-- What the scripts share; runs one of them. The runner gives: script, socket, pid, folder, programs.

hart = "j.hart@northmere.gov.uk"
shah = "cllr.shah@northmere.gov.uk"
oduya = "cllr.oduya@northmere.gov.uk"
lee = "cllr.lee@northmere.gov.uk"
foi = "foi@northmere.gov.uk"
bello = "a.bello@northmere.gov.uk"
resident = "resident@mailbox.example"

local replies = {}
for _, name in ipairs({"CONTINUE", "REJECT", "TEMPFAIL", "REPLYCODE", "DISCARD", "ACCEPT"}) do
	replies[_G["SMFIR_" .. name]] = name
end

function check(fact, what)
	if not fact then
		error(what, 2)
	end
end

function connect()
	local conn = mt.connect(socket, 100, 0.05)
	check(conn, "cannot connect")
	return conn
end

-- A connection as Postfix opens it.
function open()
	local conn = connect()
	check(mt.conninfo(conn, "localhost", "127.0.0.1") == nil, "connection refused")
	check(mt.helo(conn, "desk.northmere.gov.uk") == nil, "HELO failed")
	return conn
end

local serial = 0

-- A letter from an officer to Councillor Shah; fields given win. rcpt: the envelope's recipients.
function letter(fields)
	serial = serial + 1
	local made = {
		from = hart, to = shah, rcpt = {shah}, auth = "jhart", subject = "Planning application " .. serial,
		id = "letter-" .. serial .. "@northmere.gov.uk", queue = "QUEUE" .. serial,
		body = "Dear Councillor Shah,\r\n\r\nThe site visit is on Tuesday at ten.\r\n\r\nJo Hart\r\n"
	}
	for name, value in pairs(fields or {}) do
		made[name] = value
	end
	return made
end

-- The silent copy of the whole test: Councillor Oduya gets it, and nobody can see that.
function silent_copy(fields)
	local made = letter(fields)
	if not (fields and fields.rcpt) then
		made.rcpt = {shah, oduya}
	end
	return made
end

-- MAIL and RCPT; gives the reply to each recipient.
function envelope(conn, mail)
	mt.macro(conn, SMFIC_MAIL, "i", mail.queue, "{auth_authen}", mail.auth)
	check(mt.mailfrom(conn, "<" .. mail.from .. ">", "BODY=8BITMIME") == nil, "MAIL failed")
	local answers = {}
	for _, address in ipairs(mail.rcpt) do
		check(mt.rcptto(conn, "<" .. address .. ">") == nil, "RCPT failed")
		table.insert(answers, replies[mt.getreply(conn)])
	end
	return answers
end

function header(conn, name, value)
	local space = mt.test_option(conn, SMFIP_HDR_LEADSPC) and " " or ""
	check(mt.header(conn, name, space .. value) == nil, "header failed")
end

function content(conn, mail)
	header(conn, "From", "Jo Hart <" .. mail.from .. ">")
	header(conn, "To", mail.to)
	header(conn, "Subject", mail.subject)
	header(conn, "Message-ID", "<" .. mail.id .. ">")
	for _, field in ipairs(mail.fields or {}) do
		header(conn, field[1], field[2])
	end
	check(mt.eoh(conn) == nil, "end of header failed")
	for at = 1, #mail.body, 60000 do
		check(mt.bodystring(conn, mail.body:sub(at, at + 59999)) == nil, "body failed")
	end
end

-- The whole letter; the name of the final reply ("CONTINUE").
function send(conn, mail)
	envelope(conn, mail)
	content(conn, mail)
	check(mt.eom(conn) == nil, "end of message failed")
	return replies[mt.getreply(conn)]
end

function send_alone(mail)
	local conn = open()
	local reply = send(conn, mail)
	return reply, conn
end

function stripped(conn, address)
	return mt.eom_check(conn, MT_RCPTDELETE, "<" .. address .. ">")
end

-- Any of the addresses of these tests; miltertest asks for one at a time.
function stripped_any(conn)
	for _, address in ipairs({shah, oduya, lee, foi, bello, resident}) do
		if stripped(conn, address) then
			return true
		end
	end
	return false
end

function check_held(conn, reply, held, delivered)
	check(reply == "CONTINUE", "held mail was answered " .. tostring(reply))
	for _, address in ipairs(held) do
		check(stripped(conn, address), address .. " was not stripped")
	end
	for _, address in ipairs(delivered) do
		check(not stripped(conn, address), address .. " was stripped")
	end
end

function check_untouched(conn, reply)
	check(reply == "CONTINUE", "the reply was " .. tostring(reply))
	check(not stripped_any(conn), "a recipient was stripped")
	check(not mt.eom_check(conn, MT_HDRADD), "a header field was added")
	check(not mt.eom_check(conn, MT_HDRINSERT), "a header field was inserted")
end

function log()
	local file = io.open(folder .. "/log")
	local text = file:read("a")
	file:close()
	return text
end

-- How often the log says it; plain text.
function logged(text)
	local count, at = 0, 1
	local whole = log()
	while true do
		local from, to = whole:find(text, at, true)
		if not from then
			return count
		end
		count, at = count + 1, to + 1
	end
end

function wait_for_log(text, times)
	for _ = 1, 400 do
		if logged(text) >= (times or 1) then
			return
		end
		mt.sleep(0.05)
	end
	error("the log never said: " .. text, 2)
end

function shell(command)
	check(os.execute(command), "failed: " .. command)
end

function append_conf(text)
	local file = io.open(folder .. "/candour.conf", "a")
	file:write(text .. "\n")
	file:close()
end

-- miltertest ends at an error without showing it.
function show(what)
	io.stdout:write(debug.traceback(what, 2), "\n")
	io.stdout:flush()
	return what
end

if not xpcall(dofile, show, script) then
	error("failed")
end
