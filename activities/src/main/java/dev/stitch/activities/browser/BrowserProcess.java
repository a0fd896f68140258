package dev.stitch.activities.browser;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One Chromium without a window, in a profile of its own that goes with it. It sees nothing of the
 * worker's environment, which holds secrets.
 */
final class BrowserProcess implements Closeable {

  /** Puts the pipe where Chromium looks for it: 3 is what it reads, 4 what it writes. */
  private static final String PIPED = "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1";

  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--remote-debugging-pipe",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-extensions",
          "--disable-sync",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-breakpad",
          "--disable-crash-reporter",
          "--disable-quic",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--no-first-run",
          "--no-default-browser-check",
          "--no-pings",
          "--mute-audio",
          "--blink-settings=imagesEnabled=false",
          "--js-flags=--max-old-space-size=256",
          // Names are the proxy's to resolve, those of this machine included.
          "--proxy-bypass-list=<-loopback>",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");

  /** How long it may take to be gone after it was killed. */
  private static final int LAST_SECONDS = 5;

  private final Path profile;
  private final Process process;

  /**
   * @param proxyPort of a SOCKS proxy on loopback
   */
  BrowserProcess(Path program, int proxyPort) throws IOException {
    profile = BrowserProfiles.create();
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", PIPED, "browser"));
    command.add(program.toString());
    command.addAll(FLAGS);
    command.add(BrowserProfiles.argument(profile));
    command.add("--proxy-server=socks5://127.0.0.1:" + proxyPort);
    if (System.getProperty("user.name").equals("root")) {
      command.add("--no-sandbox"); // it refuses to start otherwise
    }
    command.add("about:blank");
    ProcessBuilder builder = new ProcessBuilder(command).directory(profile.toFile());
    builder.redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.putAll(
        Map.of("PATH", path, "HOME", profile.toString(), "TMPDIR", profile.toString()));
    try {
      process = builder.start();
    } catch (IOException e) {
      BrowserProfiles.delete(profile);
      throw e;
    }
  }

  Path profile() {
    return profile;
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  InputStream output() {
    return process.getInputStream();
  }

  /** Kills it with all that it started, and deletes its profile. */
  @Override
  public void close() throws IOException {
    // Found before it is killed: afterwards nobody knows whose children they are.
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    BrowserProfiles.delete(profile);
  }
}
