#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Inside the booted container: are both units up under their own users, does mail through the chrooted Postfix reach
# them, is a hold released, does a reload take and refuse, does a stop drain. Writes /root/report.
exec >/root/report 2>&1
faults=0
# ok WHAT COMMAND...: says whether the command holds, tried for a while.
ok() {
	what=$1
	shift
	for _ in $(seq 60); do
		if "$@" >/tmp/said 2>&1; then
			echo "ok: $what"
			return
		fi
		sleep 0.5
	done
	echo "NOT ok: $what"
	cat /tmp/said
	faults=$((faults + 1))
}
has() { grep -q "$1" "$2"; }
letter() { # MESSAGE-ID
	sendmail -f j.hart@northmere.gov.uk -i cllr.shah@northmere.gov.uk cllr.oduya@northmere.gov.uk <<MAIL
From: Jo Hart <j.hart@northmere.gov.uk>
To: cllr.shah@northmere.gov.uk
Subject: Bins
Message-ID: <$1@northmere.gov.uk>

The bins are emptied on Friday.
MAIL
}
held() { candour held list | grep -q cllr.oduya; }
is_user() { [ "$(ps -o user:20= -C "$1" | sort -u | tr -d ' ')" = "$2" ]; }
reason() { journalctl -q -b -u candour-milter --no-pager | grep -q "$1"; }

ok "the milter is active" systemctl is-active candour-milter
ok "the courier is active" systemctl is-active candour-courier
ok "the milter is not root" is_user candour-milter candour
ok "the extractor runs as the milter does" is_user candour-extract candour
ok "the courier is not root" is_user candour-courier candour-courier
ok "the secret key is the courier's alone" [ "$(stat -c '%U %a' /var/lib/candour/seal.key)" = "candour-courier 600" ]
ok "postfix is active" systemctl is-active postfix
said_no() { ! reason "$1"; }
ok "attachments can be read in the unit's confinement" said_no 'attachments cannot be read'
letter one
ok "a silent copy sent by the sendmail command is held" held
ok "the open copy arrived" has "to=<cllr.shah@northmere.gov.uk>.*status=sent" /var/log/mail.log
python3 - <<'PYTHON'
import smtplib
with smtplib.SMTP("127.0.0.1", 25) as client:
    client.sendmail("j.hart@northmere.gov.uk", ["cllr.shah@northmere.gov.uk", "cllr.oduya@northmere.gov.uk"],
                    "From: j.hart@northmere.gov.uk\r\nTo: cllr.shah@northmere.gov.uk\r\nMessage-ID: <two@x>\r\n\r\nBins\r\n")
PYTHON
ok "a silent copy sent by SMTP to the chrooted smtpd is held" sh -c '[ "$(candour held list | grep -c york-10.1c)" = 2 ]'
case_id=$(candour held list | awk '/york-10.1c/ { print $1; exit }')
ok "release is taken" candour held release "$case_id"
ok "the release arrived" has "to=<cllr.oduya@northmere.gov.uk>.*status=sent" /var/log/mail.log
ok "the warning arrived" has "to=<j.hart@northmere.gov.uk>.*status=sent" /var/log/mail.log

echo 'nonsense = 1;' >>/etc/candour/candour.conf
systemctl reload candour-milter
ok "a broken configuration is refused with its place" reason 'candour.conf:[0-9].*nonsense'
sed -i '/nonsense/d' /etc/candour/candour.conf
systemctl reload candour-milter
ok "the milter is still active" systemctl is-active candour-milter
systemctl stop candour-milter candour-courier
ok "the milter stopped well" [ "$(systemctl show -P Result candour-milter)" = success ]
ok "the courier stopped well" [ "$(systemctl show -P Result candour-courier)" = success ]
[ $faults = 0 ] || journalctl -q -b -u candour-milter -u candour-courier --no-pager | tail -n 40
[ $faults = 0 ] && echo "all as it should be" || echo "$faults faults"
