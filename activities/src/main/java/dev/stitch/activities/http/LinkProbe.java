package dev.stitch.activities.http;

import dev.stitch.model.StepException;
import dev.stitch.port.MailActivities;
import dev.stitch.port.MailActivities.LinkState;
import dev.stitch.port.MailActivities.LinkStates;
import dev.stitch.port.MailActivities.Verdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Headers;

/** Looks where links lead, through the outbound guard: several at once, each once. */
@Singleton
public class LinkProbe {

  private static final Duration PER_LINK = Duration.ofSeconds(8);
  private static final Duration ALTOGETHER = Duration.ofSeconds(25);
  private static final int AT_ONCE = 8;

  /** What servers say to programs where a reader would get the page. */
  private static final Set<Integer> REFUSES_PROGRAMS = Set.of(401, 403, 405, 406, 429, 999);

  private static final Headers HEADERS = Headers.of("User-Agent", "Stitch", "Accept", "*/*");

  private final OutboundHttp http;
  private final Duration altogether;

  @Inject
  public LinkProbe(OutboundHttp http) {
    this(http, ALTOGETHER);
  }

  LinkProbe(OutboundHttp http, Duration altogether) {
    this.http = http;
    this.altogether = altogether;
  }

  /**
   * The state of each link, in their order; whatever is not known in time is unreachable.
   *
   * @param urls at most {@link MailActivities#MAX_LINKS}
   */
  public LinkStates check(List<String> urls) throws InterruptedException {
    long deadline = System.nanoTime() + altogether.toNanos();
    Semaphore places = new Semaphore(AT_ONCE);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<LinkState>> asked = new ArrayList<>();
      for (String url : urls) {
        asked.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    return state(url);
                  } finally {
                    places.release();
                  }
                }));
      }
      List<LinkState> states = new ArrayList<>();
      for (Future<LinkState> each : asked) {
        states.add(known(each, deadline - System.nanoTime()));
      }
      return new LinkStates(states);
    } finally {
      threads.shutdownNow();
    }
  }

  private static LinkState known(Future<LinkState> asked, long nanosLeft)
      throws InterruptedException {
    try {
      return asked.get(Math.max(nanosLeft, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return unreachable("It did not answer in time.");
    } catch (ExecutionException e) {
      return unreachable(String.valueOf(e.getCause().getMessage()));
    }
  }

  /** Asks without the page first; many servers only know how to answer with it. */
  private LinkState state(String url) {
    try {
      Optional<LinkState> brief = answersBriefly(url);
      return brief.isPresent() ? brief.get() : state(url, "GET");
    } catch (ForbiddenAddressException e) {
      return new LinkState(Verdict.FORBIDDEN, null, String.valueOf(e.getMessage()));
    } catch (RedirectException e) {
      return new LinkState(
          Verdict.UNSURE, null, e.getMessage() + " Readers may get through: open it to see.");
    } catch (StepException | IOException e) {
      return unreachable(String.valueOf(e.getMessage()));
    }
  }

  private Optional<LinkState> answersBriefly(String url) throws StepException, IOException {
    try {
      return Optional.of(state(url, "HEAD")).filter(state -> state.verdict() == Verdict.OK);
    } catch (ForbiddenAddressException | RedirectException e) {
      throw e;
    } catch (IOException e) {
      return Optional.empty(); // Some servers do not even answer it.
    }
  }

  private LinkState state(String url, String method) throws StepException, IOException {
    HttpCall call = new HttpCall(method, RequestComposer.url(url), HEADERS, null, PER_LINK);
    int status = http.exchange(call).status();
    String answered = "%s answered %d.".formatted(call.url().host(), status);
    if (status < 400) {
      return new LinkState(Verdict.OK, status, answered);
    }
    return REFUSES_PROGRAMS.contains(status)
        ? new LinkState(
            Verdict.UNSURE, status, answered + " Readers may get through: open it to see.")
        : new LinkState(Verdict.BROKEN, status, answered);
  }

  private static LinkState unreachable(String message) {
    return new LinkState(Verdict.UNREACHABLE, null, message);
  }
}
