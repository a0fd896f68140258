package dev.stitch.api.inbound;

import dev.stitch.mail.imap.ImapUrl;
import dev.stitch.mail.imap.ImapWatch;
import dev.stitch.store.Lease;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** The folder that {@code STITCH_IMAP_URL} names, watched for as long as the server runs. */
@Singleton
@Requires(property = "stitch.imap.url")
class WatchedFolder {

  private final ImapWatch watch;

  WatchedFolder(@Value("${stitch.imap.url}") String url, Inbox inbox, Lease lease) {
    this.watch = new ImapWatch(ImapUrl.parse(url), inbox::accept, lease);
  }

  @EventListener
  void start(ServerStartupEvent event) {
    watch.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    watch.stop();
  }
}
