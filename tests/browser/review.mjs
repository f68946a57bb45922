// SPDX-License-Identifier: BSD-2-Clause
// Drives the review page as staff do. Every page is held against axe-core; nothing of a message may ever run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const settings = JSON.parse(process.argv[2]);
const require = createRequire(settings.modules + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({ executablePath: settings.chromium, args: ["--no-sandbox"] });
let passed = 0, failed = 0;

async function test(name, body) {
	try {
		await body();
		passed++;
		console.log(`ok ${name}`);
	} catch (error) {
		failed++;
		console.log(`FAILED ${name}\n${error.stack}`);
	}
}

async function open(options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
	return context.newPage();
}

async function signIn(page, name, password = settings.password) {
	await page.goto(settings.address + "/sign-in");
	await page.fill("#name", name);
	await page.fill("#password", password);
	await page.click("main button");
}

/* No violation of WCAG 2.2 AA that axe-core sees; the title is the page's own; nothing is wider than the window. */
async function check(page) {
	const violations = await page.evaluate(axe + `;axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
		"wcag22aa", "best-practice"] }).then((result) => result.violations.map((violation) =>
		violation.id + ": " + violation.nodes.map((node) => node.html.slice(0, 150)).join(" | ")))`);
	assert.deepEqual(violations, [], page.url());
	assert.notEqual(await page.title(), "owned");
	assert.equal(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), false, "wider than the window");
}

async function caseOf(page, sender) {
	await page.goto(settings.address + "/");
	return page.locator(`tr:has-text("${sender}") a`).first().getAttribute("href");
}

await test("a wrong password says no more than that", async () => {
	const page = await open();
	await signIn(page, "tom", "not the password");
	assert.match(await page.textContent(".errors"), /user name or the password is wrong/);
	await check(page);
});

await test("headers keep the browser from doing more than show", async () => {
	const page = await open();
	const response = await page.goto(settings.address + "/sign-in");
	const headers = response.headers();
	assert.match(headers["content-security-policy"], /default-src 'none'/);
	assert.equal(headers["x-content-type-options"], "nosniff");
	assert.equal(headers["x-frame-options"], "DENY");
	assert.equal(headers["cache-control"], "no-store");
});

await test("without signing in there is nothing to see", async () => {
	const page = await open();
	await page.goto(settings.address + "/case/2222-2222");
	assert.match(page.url(), /sign-in$/);
});

await test("every page passes axe, wide, narrow, dark, and at 400 %", async () => {
	for (const options of [{}, { viewport: { width: 320, height: 640 } }, { colorScheme: "dark" },
			       { viewport: { width: 320, height: 256 } }, { forcedColors: "active" }]) {
		const page = await open(options);
		await signIn(page, "tom");
		await check(page);
		for (const view of ["flagged", "closed", "all", "waiting"]) {
			await page.goto(settings.address + "/?view=" + view);
			await check(page);
		}
		const letter = await caseOf(page, "j.hart");
		await page.goto(settings.address + letter);
		await check(page);
		for (const decision of ["release", "return", "discard", "assign", "outcome", "note", "keep", "text"]) {
			await page.goto(settings.address + letter + "/" + decision);
			await check(page);
		}
		await page.context().close();
	}
});

await test("by keyboard alone: skip link, sign-in, a case, a note", async () => {
	const page = await open();
	await page.goto(settings.address + "/sign-in");
	await page.keyboard.press("Tab");
	assert.equal(await page.evaluate("document.activeElement.textContent"), "Skip to main content");
	for (let i = 0; i < 20 && await page.evaluate("document.activeElement.id") !== "name"; i++)
		await page.keyboard.press("Tab");
	await page.keyboard.type("farah");
	await page.keyboard.press("Tab");
	await page.keyboard.type(settings.password);
	await page.keyboard.press("Enter");
	await page.waitForURL(settings.address + "/");
	for (let i = 0; i < 60 && !(await page.evaluate("document.activeElement.getAttribute('href') || ''")).startsWith("/case/"); i++)
		await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await page.waitForURL(/case/);
	assert.match(await page.textContent("h1"), /Case/);
});

await test("hostile mail shows, and runs nothing", async () => {
	const page = await open();
	await signIn(page, "farah");
	await page.goto(settings.address + "/?q=j.hart");
	const addresses = await page.locator("tbody th a").evaluateAll((links) => links.map((link) => link.href));
	assert.ok(addresses.length >= 2);
	for (const address of addresses) {
		await page.goto(address);
		await check(page);
		await page.goto(address + "/text");
		await page.fill("#reason", "<script>document.title='owned'</script>");
		await page.click("main button");
		await check(page);
		await page.goto(address);
		await check(page);
	}
});

await test("nobody decides about mail of their own", async () => {
	const page = await open(), theirs = await open();
	await signIn(page, "tom");
	await signIn(theirs, "ade");
	const letter = await caseOf(page, "a.bello");
	await theirs.goto(settings.address + letter);
	assert.match(await theirs.textContent("h1"), /This email is also yours/);
	assert.equal(await theirs.locator("text=a.bello").count(), 0);
});

await test("roles: an auditor decides nothing, an administrator sees no case", async () => {
	const tom = await open(), gareth = await open(), root = await open();
	await signIn(tom, "tom");
	await signIn(gareth, "gareth");
	await signIn(root, "root");
	const letter = await caseOf(tom, "j.hart");
	await gareth.goto(settings.address + letter);
	assert.equal(await gareth.locator("text=Release the email").count(), 0);
	assert.equal((await gareth.goto(settings.address + letter + "/release")).status(), 403);
	assert.equal((await root.goto(settings.address + letter)).status(), 403);
});

await test("a form from elsewhere changes nothing", async () => {
	const page = await open();
	await signIn(page, "tom");
	const letter = await caseOf(page, "j.hart");
	const forged = await page.request.post(settings.address + letter + "/note", { form: { reason: "forged" } });
	assert.equal(forged.status(), 403);
	const foreign = await page.request.post(settings.address + letter + "/note",
		{ form: { reason: "forged" }, headers: { Origin: "https://evil.example" } });
	assert.equal(foreign.status(), 403);
	await page.goto(settings.address + letter);
	assert.equal(await page.locator("text=forged").count(), 0);
});

await test("a session that was ended is none", async () => {
	const page = await open();
	await signIn(page, "farah");
	const cookies = await page.context().cookies();
	await page.click("text=Sign out");
	await page.context().addCookies(cookies);
	await page.goto(settings.address + "/");
	assert.match(page.url(), /sign-in$/);
	assert.equal(cookies[0].httpOnly, true);
	assert.equal(cookies[0].sameSite, "Strict");
});

await test("two reviewers at once: the second is told, and nothing happens twice", async () => {
	const tom = await open(), farah = await open();
	await signIn(tom, "tom");
	await signIn(farah, "farah");
	const letter = await caseOf(tom, "j.hart");
	await tom.goto(settings.address + letter + "/release");
	await farah.goto(settings.address + letter + "/return");
	await tom.click("main button");
	assert.match(await tom.textContent(".panel"), /Nothing waits/);
	await farah.fill("#reason", "Please copy them openly.");
	await farah.click("main button");
	assert.match(await farah.textContent("h1"), /Somebody was quicker/);
	await tom.goBack();
	await tom.click("main button");
	assert.match(await tom.textContent("h1"), /Somebody was quicker/);
	await tom.goto(settings.address + letter);
	await check(tom);
});

await test("discarding takes two", async () => {
	const tom = await open(), farah = await open();
	await signIn(farah, "farah");
	const letter = await caseOf(farah, "a.bello");
	await farah.goto(settings.address + letter + "/discard");
	await farah.fill("#reason", "Sent twice by mistake.");
	await farah.click("main button");
	assert.match(await farah.textContent(".panel"), /Waiting for a decision/);
	await signIn(tom, "tom");
	await tom.goto(settings.address + letter + "/answer");
	await check(tom);
	await tom.check("#answer-0");
	await tom.click("main button");
	assert.match(await tom.textContent(".panel"), /Nothing waits/);
});

await test("a return without a reason is asked for one", async () => {
	const page = await open();
	await signIn(page, "tom");
	const letter = await caseOf(page, "j.hart");
	await page.goto(settings.address + letter + "/return");
	await page.click("main button");
	assert.match(await page.textContent(".errors"), /Enter a reason/);
	assert.match(await page.title(), /^Error/);
	await check(page);
});

await browser.close();
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
