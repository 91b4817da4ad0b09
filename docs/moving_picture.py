"""Makes docs/asking.webp, the moving picture of the page: `python docs/moving_picture.py`.

It starts the page about the sample article, asks it in Chromium as a reader would, and puts what
was seen together. Pillow comes with Gradio.
"""

import io
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PICTURE = Path(__file__).with_name("asking.webp")
SIZE = {"width": 1280, "height": 720}
WAITING = 600_000
"""The most milliseconds for anything to be shown, on a machine that does something else too."""


@contextmanager
def address() -> Iterator[str]:
    """Where the page about the sample article is, while it is served."""
    command = [sys.executable, "-m", "qa", "chat", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as chat:  # noqa: S603
        try:
            line = chat.stdout.readline() if chat.stdout else ""
            yield re.findall(r"http://[\d.:]+", line)[0]
        finally:
            chat.send_signal(signal.SIGINT)


class Film:
    """What is seen of a page: pictures, each with the milliseconds that it stays."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pictures: list[Image.Image] = []
        self.durations: list[int] = []

    def show(self, milliseconds: int) -> None:
        """Adds what the page shows now."""
        self.page.wait_for_timeout(500)  # colours fade in
        shot = Image.open(io.BytesIO(self.page.screenshot()))
        self.pictures.append(shot.convert("RGB"))
        self.durations.append(milliseconds)

    def ask(self, question: str) -> None:
        """Types a question and shows its answer."""
        turns = self.page.locator("#transcript .turn").count()
        self.page.get_by_placeholder("Ask about the article").fill(question)
        self.show(1200)
        self.page.keyboard.press("Enter")
        self.page.locator("#transcript .turn:not(.waiting) .answer").nth(turns).wait_for()
        self.show(3200)

    def save(self, path: Path) -> None:
        """Writes all of it, to be played again and again."""
        first, *others = self.pictures
        first.save(
            path,
            save_all=True,
            append_images=others,
            duration=self.durations,
            loop=0,
            quality=70,
        )


def play(film: Film) -> None:
    """What a reader does."""
    page = film.page
    page.wait_for_selector("#examples .example")
    film.show(1200)
    film.ask("What did Kira Rudik ask?")
    film.ask("Why is she worried?")
    film.ask("What did Peskov say about grain exports?")
    page.get_by_role("tab", name="Verify").click()
    page.get_by_label("Quotation", exact=True).fill("an unrealistic goal")
    page.get_by_label("Who is said to have said it").fill("Hegseth")
    film.show(1200)
    page.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_selector("#findings .finding")
    film.show(3200)


def main() -> None:
    """Makes the picture anew."""
    with address() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=WAITING
        )
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.set_default_timeout(WAITING)
        page.goto(url, timeout=WAITING)
        film = Film(page)
        play(film)
        film.save(PICTURE)
        browser.close()
    print(f"{PICTURE} has {PICTURE.stat().st_size:,} bytes.")


if __name__ == "__main__":
    main()
