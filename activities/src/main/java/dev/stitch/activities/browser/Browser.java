package dev.stitch.activities.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.http.FetchedPage;
import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * Shows pages as people see them, scripts run. There is one page at a time in a worker, since each
 * takes a browser of its own: some 200 MB, and a core for a few seconds.
 */
@Singleton
public class Browser {

  /** What a page with all that belongs to it may bring, in bytes. */
  private static final long MOST_BYTES = 20 << 20;

  /** Longest page that is read, in characters. */
  private static final int MOST_CHARACTERS = 1 << 20;

  /** How long a page may go on fetching after it was loaded. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** What is left of the time to read a page that does not end loading. */
  private static final Duration READING = Duration.ofSeconds(3);

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

  private static final Path ON_MAC =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private final OutboundGuard guard;
  private final Optional<Path> program;
  private final Semaphore turn = new Semaphore(1, true);

  /**
   * @param program {@code STITCH_BROWSER}: the program, {@code off} for none, or empty for the
   *     Chromium on the path
   */
  public Browser(OutboundGuard guard, @Value("${stitch.browser:}") String program) {
    this.guard = guard;
    this.program = named(program);
  }

  /**
   * The program that a setting names.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Optional<Path> named(String setting) {
    String name = setting.strip();
    if (name.isEmpty()) {
      return onPath();
    }
    if (name.equals("off")) {
      return Optional.empty();
    }
    Path program = Path.of(name);
    if (!program.isAbsolute() || !Files.isExecutable(program)) {
      throw new IllegalArgumentException(
          "STITCH_BROWSER: \"%s\" is no program: give its full path, as in /usr/bin/chromium, or off."
              .formatted(name));
    }
    return Optional.of(program);
  }

  /** A worker that was killed has ended no browser: its successor does. */
  @PostConstruct
  void removeLeft() {
    BrowserProfiles.removeLeft();
  }

  /** Whether there is a Chromium. */
  public boolean installed() {
    return program.isPresent();
  }

  /**
   * A page after its scripts have run.
   *
   * @param limit longest time for all of it, waiting for its turn included
   * @throws StepException {@code INVALID_CONFIG} when that is no URL of the web or there is no
   *     browser, {@code FORBIDDEN_ADDRESS} when the page may not be called from here, {@code
   *     REJECTED} when it brings more than 20 MiB or its server answers with an error, {@code
   *     UNAVAILABLE} when it cannot be reached, {@code TIMEOUT}
   */
  public FetchedPage show(String url, Duration limit) throws StepException, InterruptedException {
    HttpUrl address = HttpUrl.parse(url);
    if (address == null) {
      throw new StepException(FailureCode.INVALID_CONFIG, "\"" + url + "\" is no URL of the web.");
    }
    Path chromium =
        program.orElseThrow(
            () -> new StepException(FailureCode.INVALID_CONFIG, "There is no Chromium here."));
    long deadline = System.nanoTime() + limit.toNanos();
    if (!turn.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new StepException(
          FailureCode.TIMEOUT,
          "Other pages have kept the browser busy for " + limit.toSeconds() + " s.");
    }
    try (GuardedProxy proxy = new GuardedProxy(guard, MOST_BYTES);
        BrowserProcess process = new BrowserProcess(chromium, proxy.port())) {
      return show(address, process, proxy, deadline);
    } catch (TimeoutException e) {
      throw new StepException(
          FailureCode.TIMEOUT,
          address.host() + " was not shown within " + limit.toSeconds() + " s.",
          e);
    } catch (IOException e) {
      throw new StepException(
          FailureCode.UNAVAILABLE,
          "The browser could not show " + address.host() + ": " + e.getMessage(),
          e);
    } finally {
      turn.release();
    }
  }

  private static FetchedPage show(
      HttpUrl url, BrowserProcess process, GuardedProxy proxy, long deadline)
      throws IOException, StepException, InterruptedException, TimeoutException {
    PageEvents events = new PageEvents();
    try (DevTools tools = new DevTools(process.input(), process.output(), events)) {
      events.answerBy(tools);
      String session = open(tools, deadline);
      JsonNode navigated =
          tools.ask(session, "Page.navigate", object().put("url", url.toString()), deadline);
      if (navigated.hasNonNull("errorText")) {
        throw refused(url, navigated.path("errorText").asText(), proxy);
      }
      await(events.loaded(), deadline - READING.toNanos());
      await(events.quiet(), Math.min(deadline, System.nanoTime() + SETTLING.toNanos()));
      if (proxy.exhausted()) {
        throw new StepException(
            FailureCode.REJECTED, url.host() + " brings more than " + MOST_BYTES + " bytes.");
      }
      return read(url, tools, session, deadline);
    }
  }

  private static String open(DevTools tools, long deadline)
      throws IOException, InterruptedException, TimeoutException {
    tools.ask(null, "Browser.setDownloadBehavior", object().put("behavior", "deny"), deadline);
    String target =
        tools
            .ask(null, "Target.createTarget", object().put("url", "about:blank"), deadline)
            .path("targetId")
            .asText();
    String session =
        tools
            .ask(
                null,
                "Target.attachToTarget",
                object().put("targetId", target).put("flatten", true),
                deadline)
            .path("sessionId")
            .asText();
    tools.ask(session, "Page.enable", object(), deadline);
    tools.ask(session, "Page.setLifecycleEventsEnabled", object().put("enabled", true), deadline);
    return session;
  }

  /** What does not come in time is done without: a page that never rests has long been there. */
  private static void await(CompletableFuture<Void> event, long deadline)
      throws InterruptedException {
    try {
      event.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The page is read as it is.
    }
  }

  private static FetchedPage read(HttpUrl url, DevTools tools, String session, long deadline)
      throws IOException, StepException, InterruptedException, TimeoutException {
    ObjectNode expression =
        object()
            .put(
                "expression",
                "[document.URL, document.documentElement.outerHTML.slice(0, %d), performance.getEntriesByType('navigation')[0]?.responseStatus]"
                    .formatted(MOST_CHARACTERS))
            .put("returnByValue", true);
    JsonNode page =
        tools.ask(session, "Runtime.evaluate", expression, deadline).at("/result/value");
    if (!page.path(0).isTextual() || !page.path(1).isTextual()) {
      throw new IOException("it has nothing to read");
    }
    int status = page.path(2).asInt();
    if (status >= 400) {
      throw new StepException(FailureCode.REJECTED, url.host() + " answered " + status + ".");
    }
    return new FetchedPage(page.path(1).textValue(), page.path(0).textValue());
  }

  private static StepException refused(HttpUrl url, String why, GuardedProxy proxy) {
    return proxy.hasRefused(url.host())
        ? new StepException(
            FailureCode.FORBIDDEN_ADDRESS, url.host() + " may not be called from here.")
        : new StepException(
            FailureCode.UNAVAILABLE, "The browser could not show " + url.host() + ": " + why);
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            NAMES.stream()
                .flatMap(
                    name ->
                        Arrays.stream(path.split(":"))
                            .filter(folder -> folder.startsWith("/"))
                            .map(folder -> Path.of(folder, name))),
            Stream.of(ON_MAC))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ObjectNode object() {
    return JsonCodec.MAPPER.createObjectNode();
  }
}
