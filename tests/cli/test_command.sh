#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# What scripts rely on, tried on the built command: test_command.sh PROGRAMS. Options, exit statuses, what goes to
# standard output and what to standard error. The rules themselves are judged by the labelled cases.
set -u
programs=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
export CANDOUR_DATA="$root/conf"

cp "$root"/tests/northmere/*.csv "$folder"
cd "$folder" || exit 1
cat >candour.conf <<'END'
council = { name = "Northmere Borough Council"; domains = [ "northmere.gov.uk", "members.northmere.gov.uk" ]; };
directory = { people = "people.csv"; lists = "lists.csv"; domains = "domains.csv"; };
profiles = [ "york" ];
END
{ cat candour.conf; echo 'mode = "observe";'; } >observe.conf
{ cat candour.conf; echo 'actions = ( { rule = "york-10.1c"; action = "reject"; } );'; } >reject.conf
{ cat candour.conf; printf 'colour = 1;\nrelease = { port = "25"; };\n'; } >bad.conf
{ cat candour.conf; echo 'state_dir = "state";'; } >state.conf
mkdir cases differ empty state
cases=$root/tests/northmere/cases/york/silent-copy
cp "$cases"/blind-copy.* "$cases"/foot-line-before-signature.* cases
cp cases/blind-copy.eml differ/blind-copy.eml
sed 's/"hold"/"notice"/' cases/blind-copy.json >differ/blind-copy.json
held=cases/blind-copy.eml
clean=cases/foot-line-before-signature.eml

# expect NAME STATUS PATTERN-OF-STDOUT PATTERN-OF-STDERR ARGUMENT...; an empty pattern: nothing is printed there.
expect()
{
	name=$1 status=$2 out=$3 err=$4
	shift 4
	"$programs/candour" "$@" >out 2>err
	got=$?
	[ $got -eq "$status" ] || complain "exit status $got, not $status"
	check_stream out "$out"
	check_stream err "$err"
}

check_stream()
{
	if [ -z "$2" ]; then
		[ ! -s "$1" ] || complain "std$1 is not empty"
	else
		grep -q -e "$2" "$1" || complain "std$1 has no '$2'"
	fi
}

complain()
{
	echo "FAILED: $name: $1"
	sed 's/^/    /' out err
	failures=$((failures + 1))
}

expect 'version' 0 '^candour [0-9]' '' --version
expect 'help' 0 'register' '' help
expect 'help of a subcommand' 0 '--rcpt' '' help check
expect 'help, its own option' 0 '--rcpt' '' check --help
expect 'version of a subcommand' 0 '^candour [0-9]' '' check --version
expect 'nothing' 64 '' 'usage:'
expect 'unknown subcommand' 64 '' "no subcommand 'judge'" judge
expect 'unknown option' 64 '' 'candour check --help' check -c candour.conf --colour x.eml
expect '-c without its file' 64 '' 'wants the path' check -c
expect 'check without files' 64 '' 'at least one' -c candour.conf check
expect 'check with no date' 64 '' 'no date like' -c candour.conf check --date 14/5/2026 $held
expect 'no configuration' 78 '' 'none.conf:1: ' -c none.conf check $held
expect 'a bad configuration' 78 '' "bad.conf:4: unknown key 'colour'" -c bad.conf check $held

expect 'check: pass, -c before' 0 ': pass$' '' -c candour.conf check $clean
expect 'check: hold, -c after' 2 ': hold$' '' check -c candour.conf $held
expect 'check: hold, -c last' 2 '"verdict":"hold"' '' check --json $held -ccandour.conf
expect 'check: the strongest of several' 2 ': pass$' '' check -c candour.conf $held $clean
expect 'check: reject' 3 '"applied":"reject"' '' check --json -c reject.conf $held $clean
expect 'check: observe' 1 '"configured":"hold","applied":"observe","because":"mode"' '' \
	check --json -c observe.conf $held
expect 'check: a missing file, then a reject' 66 ': reject$' 'none.eml' check -c reject.conf none.eml $held
expect 'check: a reject, then a missing file' 66 ': reject$' 'none.eml' check -c reject.conf $held none.eml
expect 'check: options win, addresses as received' 2 \
	'"recipients":{"Cllr.Oduya@Northmere.gov.uk":"hold","cllr.shah@northmere.gov.uk":"deliver"}' '' \
	check --json -c candour.conf --from j.hart@northmere.gov.uk --auth jhart --date 2026-05-14 \
	--rcpt '<@relay.example:Cllr.Oduya@Northmere.gov.uk>' --rcpt cllr.shah@northmere.gov.uk $held
expect 'check: options win over the recipients' 0 '{"cllr.shah@northmere.gov.uk":"deliver"}' '' \
	check --json -c candour.conf --rcpt cllr.shah@northmere.gov.uk $held

expect 'test: as expected' 0 '^silent-copy  *1  *0  *0  *1  1.000 (0.207-1.000)  *1/1  1.000 ' '' \
	test -c candour.conf cases
expect 'test: expected verdicts against those found' 0 '^hold  *0  *0  *0  *0  *1  *0$' '' test -c candour.conf cases
expect 'test: judges as enforce' 0 '^2 cases, 0 differ, 0 without expectation' '' test -c observe.conf cases
expect 'test: differs' 1 'blind-copy.eml: verdict: expected notice, is hold' '' test -c candour.conf differ
expect 'test --json: an object a line, the rest apart' 1 '^{"file":"differ/blind-copy.eml".*}$' 'expected notice' \
	test --json -c candour.conf differ
[ "$(wc -l <out)" -eq 1 ] || complain 'more than the object on standard output'
expect 'test --json --summary: the tables in a file of their own' 1 '^{"file":' 'expected notice' \
	test --json --summary summary.json -c candour.conf differ
[ "$(wc -l <out)" -eq 1 ] || complain 'more than the object on standard output'
tr -d ' \n' <summary.json | grep -q '"notice":{"pass":0,"observe":0,"flag":0,"notice":0,"hold":1,"reject":0}' ||
	complain 'the summary has no verdicts'
expect 'test --summary: no place for it' 73 '^2 cases' 'nowhere' \
	test --summary nowhere/summary.json -c candour.conf cases
expect 'test: no folder' 66 'cases, 0 differ' 'none' test -c candour.conf none
expect 'test: no cases in it' 66 'cases, 0 differ' 'no case' test -c candour.conf empty
expect 'text, without a configuration' 0 '^{"file":.*"addresses":{.*"authored":.*"marking":null,"parts":\[' '' \
	text --json $held
expect 'text, one file missing' 66 '^{"file"' 'none.eml' text --json none.eml $held

expect 'config check: all complaints' 78 '' "bad.conf:4: unknown key 'colour'" config check -c bad.conf
grep -q 'bad.conf:5: port must be a whole number' err || complain 'the second complaint is missing'
mkdir texts && cp "$CANDOUR_DATA"/notices/* texts && echo '[lettre]' >>texts/general.en.txt
{ cat candour.conf; echo 'notices = { texts = "texts"; };'; } >texts.conf
expect 'config check: notice texts' 78 '' 'texts/general.en.txt:[0-9]*: ' config check -c texts.conf
expect 'directory show' 0 'is .*Oduya' '' directory show -c candour.conf CLLR.ODUYA+x@members.northmere.gov.uk
expect 'directory show: no date' 64 '' '2026-05-14' directory show -c candour.conf --date 14-05-2026 a@b.example
expect 'directory show: before office' 0 'not in office' '' \
	directory show -c candour.conf --date 2023-05-07 cllr.oduya@northmere.gov.uk
expect 'held: which case' 64 '' 'held list' held -c candour.conf show
LC_ALL=C expect 'held: a reason beyond ASCII, in the C locale' 66 '' 'no case' \
	held -c state.conf return 7KQ4-M2XD --reason 'Copïwch y Cynghorydd yn agored'
expect 'held: no reason' 64 '' '--reason' held -c candour.conf discard 7KQ4-M2XD

export="--constituents constituents.csv --consents consents.csv"
# shellcheck disable=SC2086 # the options are words
expect 'register build' 0 'state/register.db: ' '' register build $export --out state/register.db
[ "$(stat -c %a state/register.db.key)" = 640 ] || complain 'the key is readable by others'
cp state/register.db old.db
printf 'id,nino\nC1,ABC\nC2,\nC2,XYZ\n' >broken.csv
expect 'register build: bad rows' 78 '' 'broken.csv:2: nino' \
	register build --constituents broken.csv --consents consents.csv --out state/register.db
grep -q 'broken.csv:4: nino' err || complain 'the second complaint is missing'
printf 'id\nC1\nC1\n' >twice.csv
printf 'constituent,member,basis\n' >none.csv
expect 'register build: an id twice' 78 '' 'twice.csv:3: ' \
	register build --constituents twice.csv --consents none.csv --out state/register.db
cmp -s state/register.db old.db || complain 'bad input has changed the register'
expect 'register build: no input' 66 '' 'none/x.csv' \
	register build --constituents none/x.csv --consents none.csv --out state/register.db
# shellcheck disable=SC2086
expect 'register build: no place for it' 73 '' 'nowhere' register build $export --out nowhere/register.db
# shellcheck disable=SC2086
expect 'register build: another key' 0 'state/other.db: ' '' register build $export --out state/other.db --key state/k
if [ ! -s state/k ] || [ -e state/other.db.key ]; then complain '--key was not heeded'; fi

[ $failures -eq 0 ] || { echo "$failures of the command's tests failed"; exit 1; }
echo "the command does as the contract says"
