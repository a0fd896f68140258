package dev.stitch.mail.imap;

import dev.stitch.mail.mime.MailStream;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.FlagTerm;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open folder. Unseen mail in it is mail to be taken in; what was taken in is marked seen, and
 * so is found again when that is lost.
 */
final class ImapFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImapFolder.class);

  /** Between two attempts to end the server's idling. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

  private final ImapUrl url;
  private final IMAPStore store;
  private final IMAPFolder folder;

  private ImapFolder(ImapUrl url, IMAPStore store, IMAPFolder folder) {
    this.url = url;
    this.store = store;
    this.folder = folder;
  }

  /**
   * @param silence for which a server that does not answer is waited for
   */
  static ImapFolder open(ImapUrl url, Duration silence) throws MessagingException {
    Session session = Session.getInstance(url.properties(silence));
    IMAPStore store = (IMAPStore) session.getStore(url.protocol());
    store.connect(url.host(), url.port(), url.user(), url.password());
    try {
      IMAPFolder folder = (IMAPFolder) store.getFolder(url.folder());
      folder.open(Folder.READ_WRITE);
      return new ImapFolder(url, store, folder);
    } catch (MessagingException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Takes in all unseen mail. One that cannot be taken in now is passed over and stays unseen. */
  void takeIn(Consumer<byte[]> inbox) throws MessagingException {
    for (Message message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
      takeIn(inbox, (IMAPMessage) message);
    }
  }

  private void takeIn(Consumer<byte[]> inbox, IMAPMessage message) throws MessagingException {
    try {
      inbox.accept(MailStream.read(message.getMimeStream()));
      message.setFlag(Flags.Flag.SEEN, true);
    } catch (RuntimeException e) {
      LOG.warn("Mail {} of {} cannot be taken in yet", message.getMessageNumber(), url, e);
    }
  }

  /**
   * Waits until there may be new mail: told by the server where it can, and at most for the time
   * between two looks, since some servers do not tell of what came just before they listened.
   *
   * @param stop ends the wait at once
   */
  void await(CountDownLatch stop) throws MessagingException, InterruptedException {
    if (!store.hasCapability("IDLE")) {
      stop.await(url.poll().toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    Thread alarm = Thread.startVirtualThread(() -> wakeAfter(url.poll(), stop));
    try {
      folder.idle(true);
    } finally {
      alarm.interrupt();
    }
  }

  /** Asks the server something, which ends its idling, until that has ended. */
  private void wakeAfter(Duration time, CountDownLatch stop) {
    try {
      stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
      while (true) {
        // Not asked when the last question is less than a second old: hence the loop.
        folder.getMessageCount();
        Thread.sleep(SHORTEST_PAUSE);
      }
    } catch (InterruptedException woken) {
      Thread.currentThread().interrupt();
    } catch (MessagingException | IllegalStateException lost) {
      LOG.debug("The idle connection is gone", lost);
    }
  }

  @Override
  public void close() {
    try {
      folder.close(false);
      store.close();
    } catch (MessagingException | IllegalStateException lost) {
      LOG.debug("The server hung up before goodbye", lost);
    }
  }
}
