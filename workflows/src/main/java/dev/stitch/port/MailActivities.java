package dev.stitch.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is done for whoever writes mail, besides running steps. */
@ActivityInterface
public interface MailActivities {

  /** Most links that one check looks at. */
  int MAX_LINKS = 100;

  /** Sends saved mail to whoever tries it out, at most once for each test. */
  @ActivityMethod(name = "MailTest")
  TestResult sendTest(TestMail test);

  /** Asks for the pages that links lead to, and says of each what came of it, in their order. */
  @ActivityMethod(name = "LinkCheck")
  LinkStates checkLinks(List<String> urls);

  /**
   * A mail to be tried out.
   *
   * @param testId tells it from other tests
   * @param version of the saved mail
   * @param contactId with whose fields it is rendered, null for nobody's
   * @param to who gets it
   * @param mailbox by which it leaves: a name or the id of a stored mail server, null for the usual
   */
  record TestMail(
      UUID testId,
      UUID mailTemplateId,
      int version,
      @Nullable UUID contactId,
      String to,
      @Nullable String mailbox) {}

  /**
   * What came of a test.
   *
   * @param messageId of the mail that left, null when none did
   * @param mailbox by which it left, or was to
   * @param code of the failure, null when it left
   * @param message in words
   */
  record TestResult(
      boolean sent,
      @Nullable String messageId,
      @Nullable String mailbox,
      @Nullable String code,
      String message) {}

  /**
   * What a link leads to.
   *
   * @param statusCode that the server answered with, null when it answered nothing
   * @param message in words
   */
  record LinkState(Verdict verdict, @Nullable Integer statusCode, String message) {}

  /** What several links lead to, in the order in which they were asked for. */
  record LinkStates(List<LinkState> states) {
    public LinkStates {
      states = List.copyOf(states);
    }
  }

  /** Whether a reader gets to see something. */
  enum Verdict {
    OK,
    /** The server says that there is nothing, or fails. */
    BROKEN,
    /** The server refuses programs; readers may get through. */
    UNSURE,
    /** No server answered. */
    UNREACHABLE,
    /** Not on the public internet, so no reader gets there and no check goes there. */
    FORBIDDEN
  }
}
