package dev.stitch.worker;

import dev.stitch.inbound.Inbox;
import dev.stitch.mail.imap.ImapUrl;
import dev.stitch.mail.imap.ImapWatch;
import dev.stitch.store.Lease;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/**
 * The mail folder that {@code STITCH_IMAP_URL} names. Each worker that has the variable watches it
 * while no other does.
 */
@Singleton
@Requires(property = WorkerApplication.PROPERTY)
@Requires(property = WatchedFolder.PROPERTY, pattern = ".*\\S.*")
class WatchedFolder implements AutoCloseable {

  static final String PROPERTY = "stitch.imap.url";

  private final ImapWatch watch;

  WatchedFolder(@Value("${" + PROPERTY + "}") String url, Inbox inbox, Lease lease) {
    this.watch = new ImapWatch(ImapUrl.parse(url.strip()), inbox::accept, lease);
  }

  /** Begins to watch; once only. */
  void start() {
    watch.start();
  }

  /** Ends the watch, within five seconds; what has not been taken in by then stays unseen. */
  @Override
  public void close() {
    try {
      watch.stop();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
