"""Makes the authoring guide's small film and sound anew: `python -m tools.guide_media`. Chromium draws and records the film."""

import base64
import math
import struct
import wave
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.play import launch_browser

MEDIA = Path(__file__).resolve().parent.parent / "content/guide/units/write-a-course/media"
NOTES = ((659.3, 0.7), (523.3, 1.1))
"""The doorbell: hertz and seconds of each note."""
RATE = 8000

FILM = """async ({ notes }) => {
  const canvas = document.createElement("canvas"); canvas.width = 320; canvas.height = 180; document.body.append(canvas);
  const pen = canvas.getContext("2d");
  const draw = (at) => {
    pen.fillStyle = "#eff4f3"; pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = "#cfd8d7"; pen.fillRect(0, 150, 320, 30);
    pen.fillStyle = at > 2.9 ? "#1c6b40" : "#0d5468"; pen.fillRect(240, 50, 50, 100);
    pen.fillStyle = "#ffdf80"; pen.beginPath(); pen.arc(250, 102, 3.5, 0, 7); pen.fill();
    const x = 20 + Math.min(at / 1.6, 1) * 170;
    pen.fillStyle = "#9b6b3c"; pen.fillRect(x, 115, 40, 35); pen.fillStyle = "#e7cfa5"; pen.fillRect(x + 16, 115, 8, 35);
  };
  draw(1.7);
  const poster = canvas.toDataURL("image/png").split(",")[1];
  const audio = new AudioContext(), out = audio.createMediaStreamDestination();
  const stream = canvas.captureStream(12); stream.addTrack(out.stream.getAudioTracks()[0]);
  const recorder = new MediaRecorder(stream, { mimeType: "video/webm;codecs=vp9,opus", videoBitsPerSecond: 60000, audioBitsPerSecond: 16000 });
  const pieces = []; recorder.ondataavailable = (event) => pieces.push(event.data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  await audio.resume();
  let from = audio.currentTime + 1.7;
  for (const [hertz, seconds] of notes) {
    const tone = audio.createOscillator(), loud = audio.createGain();
    tone.frequency.value = hertz; loud.gain.setValueAtTime(0.4, from); loud.gain.exponentialRampToValueAtTime(0.001, from + seconds);
    tone.connect(loud).connect(out); tone.start(from); tone.stop(from + seconds); from += seconds * 0.7;
  }
  recorder.start();
  const start = performance.now();
  await new Promise((done) => {
    const step = () => { const at = (performance.now() - start) / 1000; draw(at); at < 4 ? setTimeout(step, 80) : done(); };
    step();
  });
  recorder.stop(); await stopped;
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return { poster, film: btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join("")) };
}"""


def main() -> None:
    """Write the film, its poster and the sound."""
    MEDIA.mkdir(parents=True, exist_ok=True)
    sound(MEDIA / "doorbell.wav")
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        try:
            made = browser.new_page().evaluate(FILM, {"notes": NOTES})
        finally:
            browser.close()
    for name, key in (("parcel.webm", "film"), ("parcel.png", "poster")):
        (MEDIA / name).write_bytes(base64.b64decode(made[key]))
    for path in sorted(MEDIA.iterdir()):
        print(f"{path.stat().st_size:>7,}  {path.name}")


def sound(path: Path) -> None:
    """The doorbell as a WAV file, 16 bits, one channel."""
    samples = [0.4 * math.exp(-4 * n / RATE) * math.sin(2 * math.pi * hertz * n / RATE) for hertz, seconds in NOTES for n in range(int(RATE * seconds))]
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(struct.pack("<h", round(32767 * each)) for each in samples))


if __name__ == "__main__":
    main()
