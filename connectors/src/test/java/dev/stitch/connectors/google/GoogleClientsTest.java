package dev.stitch.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.google.GmailClient.MessagePage;
import dev.stitch.connectors.google.GmailClient.MessageRef;
import dev.stitch.connectors.google.PeopleClient.PersonPage;
import dev.stitch.connectors.http.Grant;
import dev.stitch.connectors.http.PlatformApi;
import dev.stitch.connectors.http.PlatformHttp;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.store.connection.Capability;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleClientsTest {

  private static final String SEND = "/gmail/v1/users/me/messages/send";
  private static final String PROFILE = "/gmail/v1/users/me/profile";
  private static final String CONNECTIONS = "/v1/people/me/connections";

  private final FakeGoogle google = new FakeGoogle();
  private final PlatformApi api =
      new PlatformApi(new PlatformHttp(), google.url(), Grant.of(google.tokens().accessToken()));
  private final GmailClient gmail = new GmailClient(api, Clock.systemUTC());
  private final PeopleClient people = new PeopleClient(api, Clock.systemUTC());

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void messagesAreListedPageByPageTheNewestFirst() throws Exception {
    for (int i = 0; i < 25; i++) {
      google.message("grace@example.org", "No. " + i);
    }
    List<MessageRef> all = new ArrayList<>();
    String token = null;
    do {
      MessagePage page = gmail.messages("newer_than:7d", token, 10);
      all.addAll(page.messages());
      token = page.nextPageToken();
    } while (token != null);

    assertThat(all).extracting(MessageRef::id).doesNotHaveDuplicates().hasSize(25);
    assertThat(gmail.metadata(all.getFirst().id()).orElseThrow().header("subject"))
        .contains("No. 24");
  }

  @Test
  void anEmptyMailboxHasAnEmptyPage() throws Exception {
    assertThat(gmail.messages(null, null, 100).messages()).isEmpty();
  }

  @Test
  void changesAreReadFromWhereTheProfileStood() throws Exception {
    google.message("grace@example.org", "before");
    String start = gmail.profile().historyId();
    String id = google.message("grace@example.org", "after");

    MessagePage page = gmail.added(start, null);

    assertThat(page.messages()).extracting(MessageRef::id).containsExactly(id);
    assertThat(gmail.added(page.historyId(), null).messages()).isEmpty();
  }

  @Test
  void historyThatGmailHasForgottenIsAnExpiredCursor() {
    assertThat(kind(() -> gmail.added("0", null))).isEqualTo(Rejected.Kind.EXPIRED_CURSOR);
  }

  @Test
  void aMessageThatWasDeletedMeanwhileIsSkipped() throws Exception {
    assertThat(gmail.metadata("gone")).isEmpty();
  }

  @Test
  void mailIsSentIntoItsThreadAndItsRealMessageIdIsReadBack() throws Exception {
    byte[] mail =
        "Subject: Re: hello\r\nMessage-ID: <ours@stitch.example>\r\n\r\nHi"
            .getBytes(StandardCharsets.US_ASCII);

    GmailClient.Sent sent = gmail.send(mail, "thread-1");

    assertThat(sent.threadId()).isEqualTo("thread-1");
    MailMetadata kept = gmail.metadata(sent.id()).orElseThrow();
    assertThat(kept.header("Message-ID")).contains("<" + sent.id() + "@mail.example>");
    assertThat(kept.labels()).contains("SENT");
    assertThat(google.requests(SEND).getFirst().json().path("threadId").textValue())
        .isEqualTo("thread-1");
  }

  @ParameterizedTest
  @CsvSource({
    "403, rateLimitExceeded, 60",
    "403, userRateLimitExceeded, 60",
    "429, rateLimitExceeded, 60",
    "403, dailyLimitExceeded, 3600",
    "429, quotaExceeded, 3600"
  })
  void limitsAreToldByTheirReasonWhateverTheStatus(int status, String reason, long seconds) {
    google.failNext(PROFILE, FakeGoogle.refusal(status, reason));

    PlatformFailure.RateLimited limited = (PlatformFailure.RateLimited) failure(gmail::profile);

    assertThat(Duration.between(Instant.now(), limited.until()).toSeconds())
        .isBetween(seconds - 5, seconds);
  }

  @Test
  void aRetryAfterIsObeyed() {
    google.failNext(
        PROFILE, FakeGoogle.refusal(429, "rateLimitExceeded").with("Retry-After", "17"));

    PlatformFailure.RateLimited limited = (PlatformFailure.RateLimited) failure(gmail::profile);

    assertThat(Duration.between(Instant.now(), limited.until()).toSeconds()).isBetween(12L, 17L);
  }

  @Test
  void aLimitOfSendingHoldsForLonger() {
    google.failNext(
        SEND,
        Response.of(
            429, "{'error':{'code':429,'message':'User-rate limit exceeded. (Mail sending)'}}"));

    PlatformFailure.RateLimited limited =
        (PlatformFailure.RateLimited) failure(() -> gmail.send(new byte[] {'a'}, null));

    assertThat(limited.until()).isAfter(Instant.now().plusSeconds(3_000));
  }

  @Test
  void aScopeThatIsMissingAndAPolicyTakeTheCapabilityAlone() {
    google.failNext(PROFILE, FakeGoogle.refusal(403, "insufficientPermissions"));
    google.failNext(SEND, FakeGoogle.refusal(403, "domainPolicy"));

    assertThat(failure(gmail::profile))
        .isInstanceOfSatisfying(
            PlatformFailure.NotPermitted.class,
            refused -> assertThat(refused.capability()).isEqualTo(Capability.READ_MAIL));
    assertThat(failure(() -> gmail.send(new byte[] {'a'}, null)))
        .isInstanceOfSatisfying(
            PlatformFailure.NotPermitted.class,
            refused -> assertThat(refused.capability()).isEqualTo(Capability.SEND_MAIL));
  }

  @Test
  void anOutageMayHaveSentTheMail() {
    google.failNext(SEND, FakeGoogle.refusal(503, "backendError"));

    assertThat(failure(() -> gmail.send(new byte[] {'a'}, null)))
        .isInstanceOfSatisfying(
            PlatformFailure.Transient.class,
            outage -> assertThat(outage.mayHaveHappened()).isTrue());
  }

  @Test
  void theAddressBookIsReadInFullAndThenByItsChanges() throws Exception {
    for (int i = 0; i < 1_500; i++) {
      google.person("people/c" + i, "Person " + i, "p" + i + "@example.org");
    }

    PersonPage first = people.connections(null, null);
    PersonPage last = people.connections(null, first.nextPageToken());
    assertThat(first.people()).hasSize(1_000);
    assertThat(first.nextSyncToken()).isNull();
    assertThat(last.people()).hasSize(500);
    assertThat(last.nextPageToken()).isNull();
    google.person("people/c1", "", "x@example.org").putObject("metadata").put("deleted", true);

    PersonPage changes = people.connections(last.nextSyncToken(), null);

    assertThat(changes.people())
        .singleElement()
        .satisfies(
            person -> {
              assertThat(person.resourceName()).isEqualTo("people/c1");
              assertThat(person.deleted()).isTrue();
            });
  }

  @Test
  void anExpiredSyncTokenIsKnownByItsReasonAndByItsStatus() {
    assertThat(kind(() -> people.connections("expired", null)))
        .isEqualTo(Rejected.Kind.EXPIRED_CURSOR);
    google.failNext(CONNECTIONS, Response.of(410, "{'error':{'code':410}}"));
    assertThat(kind(() -> people.connections(null, null))).isEqualTo(Rejected.Kind.EXPIRED_CURSOR);
  }

  @Test
  void thePrimaryAddressComesFirstAndOddFieldsAreLeftOut() throws Exception {
    google.failNext(
        CONNECTIONS,
        Response.of(
            200,
            "{'connections':[{'resourceName':'people/c1','names':'Ada','emailAddresses':["
                + "{'value':'second@example.org'},7,"
                + "{'value':'first@example.org','metadata':{'primary':true}}],"
                + "'organizations':[{'name':'Engines','title':['x']}]},{'names':[]}]}"));

    Person person = people.connections(null, null).people().getFirst();

    assertThat(person.emails()).containsExactly("first@example.org", "second@example.org");
    assertThat(person.name().display()).isNull();
    assertThat(person.work()).isEqualTo(new Person.Work("Engines", null));
  }

  private static Rejected.Kind kind(ThrowingCallable call) {
    return ((Rejected) failure(call)).kind();
  }

  private static PlatformFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(PlatformException.class, call).failure();
  }
}
