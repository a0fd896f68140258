package dev.stitch.api.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.consent.UnsubscribeLinkRepository;
import dev.stitch.store.secret.RandomToken;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recipients do with the links in their mails. No Temporal runs beside this API. */
@Tag("server")
class UnsubscribeTest extends ApiTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
  private static final String NEWS = "News & <Offers>";

  @Inject private UnsubscribeLinkRepository links;

  private UUID contact;
  private String address;
  private String token;

  @BeforeEach
  void aMailAboutNewsWentOut() {
    address = UUID.randomUUID() + "@example.org";
    contact = contact(address);
    token = link(contact, address, NEWS);
  }

  @Test
  void openingTheLinkShowsTheChoicesAndChangesNothing() {
    for (int i = 0; i < 3; i++) {
      Answer page = get("/u/" + token);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("content-type")).startsWith("text/html");
      assertThat(page.text())
          .contains("value=\"topic\"", "value=\"everything\"", address)
          .contains("News &amp; &lt;Offers&gt;")
          .doesNotContain("<Offers>", "<script", "http://", "https://");
    }
    assertThat(send("HEAD", "/u/" + token, null).status()).isEqualTo(200);
    assertThat(changes()).isZero();
    assertThat(unsubscribed(contact)).isFalse();
  }

  @Test
  void thePageLoadsNothingKeepsNothingAndIsShownInNoFrame() {
    Answer page = get("/u/" + token);

    assertThat(page.header("content-security-policy"))
        .matches(
            "default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'");
    assertThat(page.headers().allValues("set-cookie")).isEmpty();
    assertThat(page.header("cache-control")).isEqualTo("no-store");
    assertThat(page.headers().allValues("referrer-policy")).containsExactly("same-origin");
    assertThat(page.header("x-frame-options")).isEqualTo("DENY");
  }

  @Test
  void oneClickLeavesTheTopicAtOnceAndTwiceIsOnce() {
    for (int i = 0; i < 2; i++) {
      Answer answer = form(token, ONE_CLICK);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().allValues("set-cookie")).isEmpty();
      assertThat(answer.header("location")).isNull();
    }

    assertThat(changes()).isOne();
    assertThat(unsubscribed(contact)).isFalse();
    Answer consent = get("/api/contacts/" + contact + "/consent");
    assertThat(consent.at("/everything").asText()).isEqualTo("granted");
    assertThat(consent.at("/topics/0/topic").asText()).isEqualTo(NEWS);
    assertThat(consent.at("/topics/0/state").asText()).isEqualTo("withdrawn");
    assertThat(consent.at("/history/data/0/source").asText()).isEqualTo("one_click");
    assertThat(consent.at("/history/data/0/messageId").asText()).contains("@stitch.example");
    assertThat(consent.at("/history/data/0/actor").isNull()).isTrue();
  }

  @Test
  void oneClickByMultipartIsTheSame() {
    String body =
        """
        --x
        Content-Disposition: form-data; name="List-Unsubscribe"

        One-Click
        --x--
        """;
    Answer answer =
        send(
            "POST",
            "/u/" + token,
            body.replace("\n", "\r\n"),
            "Content-Type",
            "multipart/form-data; boundary=x");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(changes()).isOne();
  }

  @Test
  void oneClickInAMailWithoutATopicLeavesEverything() {
    String untitled = link(contact, address, null);

    assertThat(form(untitled, ONE_CLICK).status()).isEqualTo(200);

    assertThat(unsubscribed(contact)).isTrue();
    assertThat(get("/u/" + untitled).text()).contains("gets no more mail from us");
  }

  @Test
  void manyAtOnceAreOnce() throws Exception {
    List<Callable<Answer>> clicks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String body = i % 2 == 0 ? ONE_CLICK : "choice=everything";
      clicks.add(() -> form(token, body));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(clicks)) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
    assertThat(changes()).isEqualTo(2);
  }

  @Test
  void thePageLeavesEverythingAndAMistakeIsTakenBack() {
    Answer left = form(token, "choice=everything");
    assertThat(left.text()).contains("gets no more mail from us", "value=\"undo\"");
    assertThat(unsubscribed(contact)).isTrue();

    Answer undone = form(token, "choice=undo");

    assertThat(undone.text()).contains("value=\"topic\"");
    assertThat(unsubscribed(contact)).isFalse();
    assertThat(changes()).isEqualTo(2);
    assertThat(form(token, "choice=undo").status()).isEqualTo(200);
    assertThat(changes()).isEqualTo(2);
  }

  @Test
  void aLinkTakesBackOnlyWhatItDidItself() {
    post("/api/contacts/" + contact + "/consent", json("{'topic':null,'state':'withdrawn'}"));

    assertThat(get("/u/" + token).text()).doesNotContain("value=\"undo\"");
    form(token, "choice=undo");

    assertThat(unsubscribed(contact)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "00000000-0000-0000-0000-000000000000",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "%27%20OR%201%3D1--",
        "%F0%9F%98%80",
        "..%2Fapi%2Fcontacts"
      })
  void aForgedTokenIsRefusedWithAPage(String forged) {
    for (Answer answer : List.of(get("/u/" + forged), form(forged, ONE_CLICK))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).contains("This link is not known");
    }
  }

  @Test
  void theHashOfATokenIsNoToken() {
    assertThat(form(RandomToken.hash(token), ONE_CLICK).status()).isEqualTo(404);
    assertThat(form(token.toLowerCase(Locale.ROOT), ONE_CLICK).status()).isEqualTo(404);
    assertThat(changes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "choice=",
        "choice=all",
        "List-Unsubscribe=Two-Clicks",
        "x=1",
        "%00=%00",
        "&&&"
      })
  void aFormThatSaysNothingChangesNothing(String body) {
    Answer answer = form(token, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(changes()).isZero();
  }

  @Test
  void anotherSitesFormWorksAsTheTokenIsTheProof() {
    assertThat(
            send("POST", "/u/" + token, ONE_CLICK, "Content-Type", FORM, "Cookie", "a=b").status())
        .isEqualTo(200);
  }

  @Test
  void anAddressThatIsNoContactsIsSuppressedAndSubscribedAgain() {
    String stranger = UUID.randomUUID() + "@example.org";
    String link = link(null, stranger, NEWS);

    form(link, ONE_CLICK);
    assertThat(get("/api/suppressions/" + stranger).at("/reason").asText())
        .isEqualTo("unsubscribed");

    form(link, "choice=undo");
    assertThat(get("/api/suppressions/" + stranger).status()).isEqualTo(404);
  }

  @Test
  void aLinkSpeaksForItsContactAlsoWhenTheyHaveAnotherAddressNow() {
    patch("/api/contacts/" + contact, json("{'email':'new-%s'}".formatted(address)));

    form(token, "choice=everything");

    assertThat(unsubscribed(contact)).isTrue();
  }

  @Test
  void aLinkWorksAfterItsContactWasDeleted() {
    delete("/api/contacts/" + contact);

    assertThat(form(token, ONE_CLICK).status()).isEqualTo(200);
    assertThat(get("/api/suppressions/" + address).status()).isEqualTo(200);
  }

  @Test
  void theAuditLogSaysThatSomebodyUnsubscribedAndNotByWhichToken() {
    form(token, ONE_CLICK);

    assertThat(
            database.exists(
                "SELECT 1 FROM audit_log WHERE action = 'POST /u/{token}' AND actor = 'outside'"))
        .isTrue();
    assertThat(database.exists("SELECT 1 FROM audit_log a WHERE a::text LIKE ?", "%" + token + "%"))
        .isFalse();
  }

  private Answer form(String of, String body) {
    return send("POST", "/u/" + of, body, "Content-Type", FORM);
  }

  private UUID contact(String email) {
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id, email) VALUES (?, ?)", id, email);
    return id;
  }

  private String link(UUID of, String email, String topic) {
    String fresh = RandomToken.fresh();
    links.insert(
        new UnsubscribeLink(
            RandomToken.hash(fresh), of, email, topic, "<" + Ids.next() + "@stitch.example>"));
    return fresh;
  }

  private long changes() {
    return database.number("SELECT count(*) FROM consent_changes WHERE contact_id = ?", contact);
  }

  private boolean unsubscribed(UUID id) {
    return !get("/api/contacts/" + id).at("/unsubscribedAt").isNull();
  }
}
