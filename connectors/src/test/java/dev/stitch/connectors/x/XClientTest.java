package dev.stitch.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.http.Grant;
import dev.stitch.connectors.http.PlatformApi;
import dev.stitch.connectors.http.PlatformHttp;
import dev.stitch.connectors.price.Paid;
import dev.stitch.connectors.price.XPrice;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.store.connection.Capability;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XClientTest {

  private static final String FOLLOWERS = "/2/users/" + FakeX.OWN_ID + "/followers";
  private static final String MENTIONS = "/2/users/" + FakeX.OWN_ID + "/mentions";
  private static final String TWEETS = "/2/tweets";

  private final FakeX x = new FakeX();
  private final XClient client = client(XFieldNames.TWEET, FakeX.OWN_ID);

  @AfterEach
  void close() {
    x.close();
  }

  @Test
  void followersComePageByPageUntilThereIsNoToken() throws Exception {
    x.followers(2_345);
    List<XUser> all = new ArrayList<>();
    int pages = 0;
    String token = null;
    do {
      XPage<XUser> page = client.followers(FakeX.OWN_ID, token, 1_000);
      all.addAll(page.items());
      token = page.nextToken();
      pages++;
    } while (token != null);

    assertThat(pages).isEqualTo(3);
    assertThat(all).extracting(XUser::id).doesNotHaveDuplicates().hasSize(2_345);
    assertThat(all.getFirst().username()).isEqualTo("follower2345");
    assertThat(all.getFirst().metrics().followers()).isEqualTo(7L);
  }

  @Test
  void aPageWithoutDataIsAnEmptyPage() throws Exception {
    XPage<XUser> page = client.followers(FakeX.OWN_ID, null, 1_000);

    assertThat(page.items()).isEmpty();
    assertThat(page.nextToken()).isNull();
  }

  @Test
  void onlyPostsThatAreNewerThanTheKnownOneAreRead() throws Exception {
    x.person("7", "grace");
    for (String id : List.of("99", "100", "1000")) {
      x.mention(id, "7", "hello " + id);
    }

    XPage<XPost> page = client.mentions(FakeX.OWN_ID, new XReading("99", null, 100));

    assertThat(page.items()).extracting(XPost::id).containsExactly("1000", "100");
    assertThat(page.authors()).extracting(XUser::username).containsExactly("grace");
  }

  @Test
  void readingsSayWhatTheyCostAndOwnDataCostsLess() throws Exception {
    x.followers(3);
    x.person("7", "grace");
    x.mention("99", "7", "hello");

    assertThat(client.followers(FakeX.OWN_ID, null, 1_000).paid())
        .isEqualTo(Paid.of(XPrice.OWN_READ, 3));
    assertThat(client.users(List.of("7", "8")).paid()).isEqualTo(Paid.of(XPrice.USER_READ, 1));
    assertThat(
            client(XFieldNames.TWEET, null)
                .mentions(FakeX.OWN_ID, new XReading(null, null, 5))
                .paid()
                .usd())
        .isEqualByComparingTo("0.005");
  }

  @Test
  void whatXCannotTellIsAnErrorOfTheItemAndNotOfThePage() throws Exception {
    x.person("7", "grace");

    XPage<XUser> page = client.usersNamed(List.of("grace", "nobody"));

    assertThat(page.items()).extracting(XUser::id).containsExactly("7");
    assertThat(page.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.about()).isEqualTo("nobody");
              assertThat(error.reason()).contains("Could not find");
            });
  }

  @Test
  void theLastRequestOfAWindowSaysWhenTheNextOneBegins() throws Exception {
    Instant reset = Instant.now().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
    x.limit(1, reset);

    assertThat(client.followers(FakeX.OWN_ID, null, 10).nextAt()).isEqualTo(reset);
    PlatformFailure failure = failure(() -> client.followers(FakeX.OWN_ID, null, 10));

    assertThat(failure).isInstanceOf(PlatformFailure.RateLimited.class);
    assertThat(((PlatformFailure.RateLimited) failure).until()).isEqualTo(reset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "99999999999999999", "9999999999"})
  void aResetThatMakesNoSenseIsAWaitOfADayAtMost(String reset) {
    x.failNext(FOLLOWERS, Response.of(429, "{}").with("x-rate-limit-reset", reset));

    PlatformFailure.RateLimited failure =
        (PlatformFailure.RateLimited) failure(() -> client.followers(FakeX.OWN_ID, null, 10));

    assertThat(failure.until())
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)).plusSeconds(1));
  }

  @Test
  void aDaysLimitThatIsUsedUpGoesBeforeTheQuarterOfAnHour() {
    long tomorrow = Instant.now().plusSeconds(50_000).getEpochSecond();
    x.failNext(
        "/2/dm_conversations/with/7/messages",
        Response.of(429, "{}")
            .with("x-rate-limit-remaining", 10)
            .with("x-rate-limit-reset", Instant.now().plusSeconds(60).getEpochSecond())
            .with("x-user-limit-24hour-remaining", 0)
            .with("x-user-limit-24hour-reset", tomorrow));

    PlatformFailure.RateLimited failure =
        (PlatformFailure.RateLimited) failure(() -> client.message("7", "hello"));

    assertThat(failure.until()).isEqualTo(Instant.ofEpochSecond(tomorrow));
  }

  @Test
  void withoutCreditsAPersonHasToPay() {
    x.failNext(FOLLOWERS, FakeX.unpaid());

    assertThat(failure(() -> client.followers(FakeX.OWN_ID, null, 10)))
        .isInstanceOf(PlatformFailure.PaymentRequired.class)
        .extracting(PlatformFailure::reason)
        .asString()
        .contains("No credits left.");
  }

  @Test
  void whatXHasTakenAwayIsNamedAsACapability() {
    x.failNext("/2/users/" + FakeX.OWN_ID + "/following", FakeX.forbidden());
    x.failNext("/2/users/" + FakeX.OWN_ID + "/likes", FakeX.forbidden());

    assertThat(missing(() -> client.follow(FakeX.OWN_ID, "7"))).isEqualTo(Capability.FOLLOW);
    assertThat(missing(() -> client.like(FakeX.OWN_ID, "7"))).isEqualTo(Capability.LIKE);
  }

  @Test
  void aReplyToWhoHasNotAskedIsACapabilityOfItsOwn() {
    x.failNext(
        TWEETS,
        Response.of(
            403,
            "{'title':'Forbidden','detail':'Reply to this conversation is not allowed because you"
                + " have not been mentioned or otherwise engaged by the author.',"
                + "'type':'about:blank'}"));

    assertThat(missing(() -> client.publish(new XDraft("hi", "7", false))))
        .isEqualTo(Capability.REPLY_UNASKED);
  }

  @Test
  void aReplyThatIsRefusedLeavesPosting() {
    x.failNext(TWEETS, FakeX.forbidden());
    x.failNext(TWEETS, FakeX.forbidden());

    assertThat(missing(() -> client.publish(new XDraft("thanks", "7", true))))
        .isEqualTo(Capability.REPLY_UNASKED);
    assertThat(missing(() -> client.publish(XDraft.post("hi")))).isEqualTo(Capability.POST);
  }

  @Test
  void aPersonWhoCannotBeFollowedIsNoMissingCapability() {
    x.failNext(
        "/2/users/" + FakeX.OWN_ID + "/following",
        Response.of(
            403,
            "{'detail':'You have been blocked.',"
                + "'type':'https://api.x.com/2/problems/not-authorized-for-resource'}"));

    assertThat(failure(() -> client.follow(FakeX.OWN_ID, "7"))).isInstanceOf(Rejected.class);
  }

  @Test
  void postsRepliesAndMessagesAreSentAndTellTheirPrice() throws Exception {
    XSent post = client.publish(XDraft.post("no address"));
    XSent reply = client.publish(new XDraft("thanks", "77", true));
    XSent withAddress = client.publish(new XDraft("see example.org", "77", true));
    XSent message = client.message("7", "hello");

    assertThat(List.of(post, reply, withAddress, message))
        .extracting(sent -> sent.paid().what())
        .containsExactly(XPrice.POST, XPrice.SUMMONED_REPLY, XPrice.POST_WITH_URL, XPrice.MESSAGE);
    assertThat(post.id()).isNotEqualTo(reply.id());
    assertThat(x.requests(TWEETS).get(1).json().at("/reply/in_reply_to_tweet_id").textValue())
        .isEqualTo("77");
    assertThat(client.follow(FakeX.OWN_ID, "7")).isTrue();
    client.like(FakeX.OWN_ID, "77");
    client.unfollow(FakeX.OWN_ID, "7");
  }

  @Test
  void aPostThatXHasAlreadyIsLookedForAndNotSentAgain() {
    x.failNext(
        TWEETS,
        Response.of(
            403, "{'detail':'You are not allowed to create a Tweet with duplicate content.'}"));

    assertThat(failure(() -> client.publish(XDraft.post("again"))))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.kind()).isEqualTo(Rejected.Kind.DUPLICATE));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerThatIsOutOfOrderMayHaveDoneIt(int status) {
    x.failNext(TWEETS, new Response(status, Map.of(), "<html>bad gateway</html>"));

    assertThat(failure(() -> client.publish(XDraft.post("hi"))))
        .isInstanceOfSatisfying(
            PlatformFailure.Transient.class,
            transientFailure -> assertThat(transientFailure.mayHaveHappened()).isTrue());
  }

  @Test
  void anAnswerThatIsCutOffIsReadAgainLater() {
    x.followers(3);
    x.cutNext(FOLLOWERS);

    assertThat(failure(() -> client.followers(FakeX.OWN_ID, null, 10)))
        .isInstanceOf(PlatformFailure.Transient.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'data':[{'id':", "", "[]", "null", "<html>", "'text'"})
  void anAnswerThatIsNoObjectIsReadAgainLater(String body) {
    x.failNext(FOLLOWERS, Response.of(200, body));

    assertThat(failure(() -> client.followers(FakeX.OWN_ID, null, 10)))
        .isInstanceOf(PlatformFailure.Transient.class);
  }

  @Test
  void aPlatformThatSaysNothingIsNotWaitedForForEver() {
    XClient impatient =
        new XClient(
            new PlatformApi(
                new PlatformHttp(Duration.ofMillis(200)),
                x.url(),
                Grant.of(x.tokens().accessToken())),
            XFieldNames.TWEET,
            null,
            Clock.systemUTC());
    x.silenceNext(TWEETS);

    assertThat(failure(() -> impatient.publish(XDraft.post("hi"))))
        .isInstanceOfSatisfying(
            PlatformFailure.Transient.class,
            transientFailure -> assertThat(transientFailure.mayHaveHappened()).isTrue());
  }

  @Test
  void aPlatformThatIsNotReachedHasDoneNothing() {
    URI nobody = x.url();
    x.close();
    XClient unconnected =
        new XClient(
            new PlatformApi(new PlatformHttp(), nobody, Grant.of("token")),
            XFieldNames.TWEET,
            null,
            Clock.systemUTC());

    assertThat(failure(() -> unconnected.publish(XDraft.post("hi"))))
        .isInstanceOfSatisfying(
            PlatformFailure.Transient.class,
            transientFailure -> assertThat(transientFailure.mayHaveHappened()).isFalse());
  }

  @Test
  void fieldsOfAnotherTypeCostThemselvesOnly() throws Exception {
    ObjectNode odd = x.person("7", "grace");
    odd.put("name", 12).put("verified", "yes").put("created_at", "yesterday");
    odd.putArray("public_metrics").add(1);
    odd.putArray("description");
    odd.put("entities", "none");

    XUser user = client.users(List.of("7")).items().getFirst();

    assertThat(user.name()).isEqualTo("12");
    assertThat(user.standing().verified()).isFalse();
    assertThat(user.profile().createdAt()).isNull();
    assertThat(user.metrics().followers()).isNull();
    assertThat(user.profile().description()).isNull();
  }

  @Test
  void peopleWithoutAUsableIdAreLeftOut() throws Exception {
    x.failNext(
        "/2/users",
        Response.of(
            200, "{'data':[{'id':'../me'},{'name':'no id'},7,null,{'id':8,'username':'ok'}]}"));

    assertThat(client.users(List.of("8")).items()).extracting(XUser::id).containsExactly("8");
  }

  @ParameterizedTest
  @CsvSource({"TWEET, tweet.fields", "POST, post.fields"})
  void requestsUseTheNamesThatTheConnectionAsksFor(XFieldNames names, String parameter)
      throws Exception {
    client(names, null).mentions(FakeX.OWN_ID, new XReading(null, null, 1));

    assertThat(x.requests(MENTIONS).getLast().parameter(parameter)).contains("public_metrics");
    assertThat(x.requests(MENTIONS).getLast().parameter("max_results")).isEqualTo("5");
  }

  @Test
  void eitherNameOfACountIsRead() throws Exception {
    x.person("7", "grace");
    ObjectNode renamed = x.mention("99", "7", "hi");
    renamed.putObject("public_metrics").put("repost_count", 5).put("like_count", "6");
    renamed.putArray("referenced_posts").addObject().put("type", "quoted").put("id", "12");

    XPost post = client.mentions(FakeX.OWN_ID, new XReading(null, null, 100)).items().getFirst();

    assertThat(post.metrics().reposts()).isEqualTo(5L);
    assertThat(post.metrics().likes()).isEqualTo(6L);
    assertThat(post.references()).containsExactly(new XPost.Reference("quoted", "12"));
  }

  @Test
  void aPageThatXDoesNotKnowAnyMoreIsAnExpiredCursor() {
    assertThat(failure(() -> client.followers(FakeX.OWN_ID, "stale", 10)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.kind()).isEqualTo(Rejected.Kind.EXPIRED_CURSOR));
  }

  @Test
  void aTokenThatXRepeatsIsHiddenInTheReason() {
    String token = x.tokens().accessToken();
    XClient echoed =
        new XClient(
            new PlatformApi(new PlatformHttp(), x.url(), Grant.of(token)),
            XFieldNames.TWEET,
            null,
            Clock.systemUTC());
    x.failNext(TWEETS, Response.of(400, "{'detail':'Bearer " + token + " will not do'}"));

    assertThat(failure(() -> echoed.publish(XDraft.post("hi"))).reason())
        .contains("[hidden]")
        .doesNotContain(token);
  }

  @Test
  void anIdFromOutsideCannotLeadToAnotherPath() {
    assertThatThrownBy(() -> client.followers("../me", null, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(x.requests()).isEmpty();
  }

  private XClient client(XFieldNames names, String ownId) {
    return new XClient(
        new PlatformApi(new PlatformHttp(), x.url(), Grant.of(x.tokens().accessToken())),
        names,
        ownId,
        Clock.systemUTC());
  }

  private static Capability missing(ThrowingCallable call) {
    return ((PlatformFailure.NotPermitted) failure(call)).capability();
  }

  private static PlatformFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(PlatformException.class, call).failure();
  }
}
