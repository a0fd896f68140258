package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells streams, which outlast the check at their beginning, when whoever asked for them may not
 * any more: their key was revoked, their session or token is over.
 */
@Singleton
public class Admissions {

  private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

  /** Between two looks at one credential, however many streams were asked for with it. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Callers callers;
  private final Scheduler blocking;
  private final Map<Credential, Flux<Long>> watched = new ConcurrentHashMap<>();

  Admissions(Callers callers, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.callers = callers;
    this.blocking = Schedulers.fromExecutorService(executor);
  }

  /** Emits once the sender of a request would be refused; never when no login is needed. */
  public Mono<Long> end(HttpRequest<?> request) {
    return Credential.of(request)
        .map(credential -> watched.computeIfAbsent(credential, this::watch).next())
        .orElseGet(Mono::never);
  }

  private Flux<Long> watch(Credential credential) {
    return Flux.interval(INTERVAL)
        .onBackpressureDrop()
        .publishOn(blocking, 1)
        .filter(look -> isOver(credential))
        .take(1)
        .doFinally(signal -> watched.remove(credential))
        .share();
  }

  private boolean isOver(Credential credential) {
    try {
      return callers.identify(credential).isEmpty();
    } catch (ApiProblem refused) {
      return refused.status().getCode() < 500;
    } catch (RuntimeException unknown) {
      // An outage is no reason to end what the next look may find in order.
      LOG.warn("Cannot tell whether a stream may go on; looking again", unknown);
      return false;
    }
  }
}
