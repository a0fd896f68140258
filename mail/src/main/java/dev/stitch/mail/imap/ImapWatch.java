package dev.stitch.mail.imap;

import dev.stitch.store.Lease;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches mail by IMAP. Of all processes that are to watch a folder one does; the others look now
 * and then whether it still does.
 */
public final class ImapWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ImapWatch.class);

  /** Any number that nothing else in this database uses. */
  private static final long LEASE = 0x57171A9;

  /** Longer than an idle connection is silent, so that only a dead one runs into it. */
  private static final Duration LONGEST_SILENCE = ImapUrl.LONGEST_POLL.plusMinutes(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final ImapUrl url;
  private final Consumer<byte[]> inbox;
  private final Lease lease;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread watching = Thread.ofVirtual().name("imap").unstarted(this::run);

  /**
   * A watch that does not watch yet.
   *
   * @param inbox takes a mail as RFC 5322 has it; may be given one again, and one that it fails to
   *     take is given to it later
   */
  public ImapWatch(ImapUrl url, Consumer<byte[]> inbox, Lease lease) {
    this.url = url;
    this.inbox = inbox;
    this.lease = lease;
  }

  /** Begins to watch, in a thread of its own; once only. */
  public void start() {
    watching.start();
  }

  /** Ends it, within five seconds. */
  public void stop() throws InterruptedException {
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
    try (ImapFolder folder = ImapFolder.open(url, LONGEST_SILENCE)) {
      LOG.info("Watching {}", url);
      while (!stopped()) {
        lease.confirm();
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
