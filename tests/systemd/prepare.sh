#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Inside the container, before it boots: what an administrator does by the README, and a unit that judges the result.
set -eu
cd "$(dirname "$0")"
systemctl disable candour-trial 2>/dev/null || :
rm -rf /var/lib/candour
systemd-sysusers
systemd-tmpfiles --create candour.conf 2>/dev/null || systemd-tmpfiles --create

cp /root/candour/tests/northmere/*.csv /etc/candour/
cat >/etc/candour/candour.conf <<'CONF'
council = { name = "Northmere Borough Council"; domains = [ "northmere.gov.uk", "members.northmere.gov.uk" ]; };
directory = { people = "people.csv"; lists = "lists.csv"; domains = "domains.csv"; };
profiles = [ "york", "gloucester" ];
socket = { spec = "unix:/var/spool/postfix/candour/milter.sock"; group = "postfix"; mode = "0660"; };
notices = { from = "Democratic Services <democratic.services@northmere.gov.uk>"; delay_s = 0; };
trusted = [ "127.0.0.1/32" ];
CONF

cp /usr/share/postfix/main.cf.debian /etc/postfix/main.cf
cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf 2>/dev/null || :
postconf -e 'myhostname = mta.northmere.gov.uk' 'mydestination = northmere.gov.uk, localhost' 'inet_interfaces = loopback-only' \
	'smtpd_milters = unix:candour/milter.sock' 'non_smtpd_milters = unix:candour/milter.sock' \
	'milter_default_action = tempfail' 'local_recipient_maps =' 'luser_relay = root' 'maillog_file = /var/log/mail.log'
# smtpd is chrooted, as Debian ships it; the listener without candour stands beside it.
postconf -M '127.0.0.1:10025/inet=127.0.0.1:10025 inet n - y - - smtpd -o smtpd_milters= -o mynetworks=127.0.0.0/8'
postconf -F 'smtp/inet/chroot=y'
touch /etc/aliases && newaliases

cat >/etc/systemd/system/candour-trial.service <<'UNIT'
[Unit]
After=multi-user.target postfix.service candour-milter.service candour-courier.service
[Service]
Type=oneshot
ExecStart=/bin/sh /root/candour/tests/systemd/trial.sh
ExecStopPost=/bin/systemctl --no-block poweroff
[Install]
WantedBy=default.target
UNIT
systemctl enable candour-milter candour-courier candour-trial postfix 2>/dev/null
