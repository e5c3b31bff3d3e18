"""Reports that try to run something in the reader's browser: none does, by any way in."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from visitors import Served

from qa.chat_store import Conversations, Turn
from qa.records import Article, Filters

FIRE = "fire({n})"
PAYLOADS = (
    "<script>{f}</script>",
    "<img src=x onerror={f}>",
    "<img/src=x/onerror={f}>",
    '"><img src=x onerror={f}>',
    "'><svg/onload={f}>",
    "</bdi></p></li><svg onload={f}>",
    "</textarea><script>{f}</script>",
    "</script><script>{f}</script>",
    "--><script>{f}</script>",
    "<iframe srcdoc='<script>parent.{f}</script>'></iframe>",
    "<iframe src=javascript:parent.{f}></iframe>",
    "<details open ontoggle={f}>x</details>",
    "<body onload={f}>",
    "<video><source onerror={f}></video>",
    "<audio src onerror={f}>",
    "<math><mtext><table><mglyph><style><img src=x onerror={f}>",
    "<svg><animate onbegin={f} attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:{f}><text y=9>x</text></a></svg>",
    "<a href=javascript:{f}>x</a>",
    "<a href='data:text/html,<script>{f}</script>'>x</a>",
    "[x](javascript:{f})",
    "![x](https://evil.example/x.png)",
    "![x](javascript:{f})",
    "<https://evil.example/auto>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<img src=https://evil.example/pixel.png>",
    "<object data=https://evil.example/x></object>",
    "<embed src=https://evil.example/x>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<form action=https://evil.example/><button>x</button></form>",
    "<input autofocus onfocus={f}>",
    "<marquee onstart={f}>x</marquee>",
    "{{{{constructor.constructor('{f}')()}}}}",
    "${{{f}}}",
    "`${{{f}}}`",
    "{{{{#with this}}}}{{{{lookup . 'constructor'}}}}{{{{/with}}}}",
    '" data-action=remove onclick="{f}" x="',
    'x" onmouseover="{f}" style="position:fixed;inset:0"',
    "&lt;img src=x onerror={f}&gt;",
    "\\u003cimg src=x onerror={f}\\u003e",
    "<mark class=qa-span data-scroll=center onfocus={f} tabindex=0>",
    "<a class=qa-cite data-action=cite onclick={f}>[1]</a>",
)  # fmt: skip
URLS = (
    "javascript:{f}",
    "JaVaScRiPt:{f}",
    "java\tscript:{f}",
    "\x01javascript:{f}",
    "data:text/html,<script>{f}</script>",
    "vbscript:{f}",
    'https://x.example/"onmouseover="{f}',
    "https://x.example/'><img src=x onerror={f}>",
)
FIELDS = ("title", "text", "outlet", "place", "speaker")
WATCH = "window.fired = []; window.fire = (n) => { window.fired.push(n); };"


def poisoned() -> list[Article]:
    """A report per payload, which carries it in every text that the page shows."""
    reports = []
    for number, payload in enumerate(PAYLOADS):
        texts = {
            field: payload.format(f=FIRE.format(n=number * 10 + place))
            for place, field in enumerate(FIELDS)
        }
        url = URLS[number % len(URLS)].format(f=FIRE.format(n=number * 10 + 9))
        reports.append(
            Article(
                id=f"poison-{number}-{texts['title']}",
                title=f"poison {number} {texts['title']}",
                text=f"{texts['text']} poisoned text. " * 3,
                outlet=texts["outlet"],
                place=texts["place"],
                url=url,
                published="2031-06-01",
                metadata={"speaker": texts["speaker"]},
            )
        )
    return reports


def kept(served: Served, reports: list[Article]) -> None:
    """Add conversations about *reports* to those of the one browser that has asked so far."""
    store = Conversations(served.assistant.index.path / "chats")
    turns = [
        Turn(question=report.title, answer=served.assistant.ask(report.title), filters=Filters(outlets=(report.outlet or "",)))
        for report in reports
    ]  # fmt: skip
    for turn in turns:
        store.record("browser:poison", "", turn)
    for half in (turns[: len(turns) // 2], turns[len(turns) // 2 :]):
        chat = ""
        for turn in half:
            chat = store.record("browser:poison", chat, turn).id
        store.rename("browser:poison", chat, f"all of {len(half)}")
    # The browser's folder is named by its token, which only the browser knows.
    ours, *others = sorted(store.folder.iterdir(), key=lambda home: len(list(home.iterdir())))[::-1]
    newest = max(others, key=lambda home: home.stat().st_mtime_ns)
    for path in ours.iterdir():
        path.rename(newest / path.name)


def test_no_payload_fires_by_title_text_outlet_place_url_or_name(
    visit: Any, served: Served, tmp_path: Path
) -> None:
    """44 payloads in six fields and in file names: 270 ways in, nothing runs or is fetched."""
    reports = poisoned()
    assert len(PAYLOADS) * (len(FIELDS) + 1) >= 100
    served.assistant.index.stored |= {report.id: report for report in reports}
    try:
        visitor = visit()
        page = visitor.page
        page.add_init_script(WATCH)
        page.on("dialog", lambda dialog: visitor.errors.append(f"dialog {dialog.message}"))
        visitor.open("?" + urlencode({name: PAYLOADS[1].format(f="fire(1)") for name in ("outlet", "place", "after", "q", "article")}))  # fmt: skip
        visitor.open().ask(reports[0].title, "answered")
        kept(served, reports)
        page.goto(visitor.address)
        page.wait_for_selector(f".qa-chat >> nth={len(reports)}")
        for half in range(2):
            page.locator(".qa-chat", has_text="all of 22").nth(half).click()
            page.wait_for_function("document.querySelectorAll('.qa-turn').length === 22")
            for cite in page.locator(".qa-text .qa-cite").all()[::5]:
                cite.click()
                turn = int(cite.get_attribute("data-turn"))
                title = page.locator(f".qa-turn >> nth={turn} >> .qa-title").first.inner_text()
                page.locator(".qa-article h2", has_text=title[:12]).wait_for()
            assert page.evaluate(HANDLERS) == []
        upload(page, tmp_path)
        page.mouse.move(300, 300)
        page.wait_for_timeout(500)
        assert page.evaluate("window.fired") == []
        assert page.evaluate(HANDLERS) == []
    finally:
        for report in reports:
            served.assistant.index.stored.pop(report.id, None)


HANDLERS = """() => [...document.querySelectorAll('[id^="qa-"] *')].filter((element) =>
  element.matches('script, iframe, object, embed, base, meta, link, style, img[src], form[action]')
  || [...element.attributes].some((each) => each.name.startsWith('on'))
  || /^\\s*(javascript|data|vbscript):/i.test(element.getAttribute('href') || ''))
  .filter((element) => !element.closest('.file-preview, [data-testid=file]'))
  .map((element) => element.outerHTML.slice(0, 200))"""


def upload(page: Any, folder: Path) -> None:
    """Files that are rejected, so that their names are shown, and the table of poisoned reports."""
    for number, payload in enumerate(PAYLOADS[:12]):
        name = payload.format(f=FIRE.format(n=900 + number)).replace("/", "\\")
        (folder / f"{name}.txt").write_text("")
    page.get_by_role("tab", name="Reports").click()
    page.locator("#qa-reports tbody tr").nth(30).wait_for()
    page.locator("input[type=file]").set_input_files(sorted(map(str, folder.iterdir())))
    page.locator("#qa-main .file-preview, #qa-main [data-testid=file]").first.wait_for()
    page.get_by_role("button", name="Add to the index").click()
    page.locator("#qa-added .qa-rejects").wait_for()
    assert page.locator("#qa-added .qa-rejects tbody tr").count() == 12
