package dev.stitch.api.inbound;

import dev.stitch.store.Lease;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches mail by IMAP where {@code STITCH_IMAP_URL} says so. Of all API processes one watches the
 * folder; the others look now and then whether it still does.
 */
@Singleton
@Requires(property = "stitch.imap.url")
class ImapWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ImapWatch.class);

  /** Any number that nothing else in this database uses. */
  private static final long LEASE = 0x57171A9;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final ImapUrl url;
  private final Inbox inbox;
  private final Lease lease;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread watching = Thread.ofVirtual().name("imap").unstarted(this::run);

  ImapWatch(@Value("${stitch.imap.url}") String url, Inbox inbox, Lease lease) {
    this.url = ImapUrl.parse(url);
    this.inbox = inbox;
    this.lease = lease;
  }

  @EventListener
  void start(ServerStartupEvent event) {
    watching.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stop.countDown();
    watching.join(Duration.ofSeconds(5));
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!stopped()) {
        boolean lasted = watchUnlessAnotherDoes();
        pause = lasted ? FIRST_PAUSE : longer(pause);
        stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the folder was open for a while. */
  private boolean watchUnlessAnotherDoes() {
    long begun = System.nanoTime();
    try {
      return lease.tryHold(LEASE, this::watch)
          && System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
    } catch (RuntimeException e) {
      LOG.warn("Watching {} has failed; it is tried again", url, e);
      return false;
    }
  }

  private void watch() {
    try (ImapFolder folder = ImapFolder.open(url)) {
      LOG.info("Watching {}", url);
      while (!stopped()) {
        folder.takeIn(inbox);
        folder.await(stop);
      }
    } catch (MessagingException e) {
      LOG.warn("The connection to {} is lost and made anew: {}", url, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopped() {
    return stop.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
