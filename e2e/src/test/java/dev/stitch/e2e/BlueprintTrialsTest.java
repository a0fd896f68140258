package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each blueprint is tried with one request, and played to where it should stand. */
class BlueprintTrialsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Api api = RunningStack.shared().api();

  @Test
  void theWelcomeDripGreetsThanksAndSendsItsTipsOnceTheThreeDaysAreSkipped() {
    String flow = tried("welcome-drip", 5);
    awaitEntities(flow, 5, "waiting", "looking-around");
    JsonNode hana = entity(flow, "hana.sato@example.com");
    assertThat(hana.get("waitingOn").findValuesAsText("nodeId"))
        .containsExactlyInAnyOrder("three-days", "listen");

    reply(mail("Welcome, Hana Sato"), "I would like to import my contacts.");
    awaitMail("Thank you, Hana Sato");
    Eventually.within(PATIENCE)
        .until(
            () ->
                entity(flow, "hana.sato@example.com").at("/metadata/welcome/answered").asBoolean(),
            () -> "her answer is noted: " + entity(flow, "hana.sato@example.com"));
    awaitEntities(flow, 5, "waiting", "looking-around");
    for (JsonNode entity : entities(flow)) {
      JsonNode wait =
          entity
              .get("waitingOn")
              .valueStream()
              .filter(each -> each.get("nodeId").asText().equals("three-days"))
              .findFirst()
              .orElseThrow();
      api.post(
              "/api/entities/" + entity.get("id").asText() + "/skip",
              Canvas.json(
                  "{'runId':'%s','nodeId':'three-days'}".formatted(wait.get("runId").asText())))
          .good();
    }

    awaitEntities(flow, 5, "completed", "at-home");
    JsonNode steps = api.get("/api/first-steps").good();
    assertThat(List.of("triedAt", "mailedAt", "repliedAt", "skippedAt"))
        .allMatch(step -> steps.get(step).isTextual());
    for (String name : List.of("Hana Sato", "Ivo Marek", "Kofi Mensah", "Lena Vogel")) {
      assertThat(mails("Three things worth trying, " + name)).isNotEmpty();
    }
    assertThat(mail("Three things worth trying, Hana Sato").get("text").asText())
        .contains("looked around for Sato Studio");
    assertThat(mail("Three things worth trying, Joana Pinto").get("text").asText())
        .contains("looked around.");
  }

  @Test
  void theWinBackWelcomesWhoAnswersAndLetsTheOthersGo() {
    String flow = tried("win-back", 6);
    awaitMail("It has been a while, Mira Novak");

    reply(mail("It has been a while, Mira Novak"), "I had forgotten you.");

    Eventually.within(PATIENCE)
        .until(
            () ->
                entities(flow).stream()
                    .allMatch(entity -> entity.get("status").asText().equals("completed")),
            () -> "all journeys end: " + entities(flow));
    assertThat(entity(flow, "mira.novak@example.com").get("currentNodeId").asText())
        .isEqualTo("back");
    assertThat(mails("Good to have you back, Mira Novak")).hasSize(1);
    assertThat(entities(flow))
        .filteredOn(entity -> entity.get("currentNodeId").asText().equals("let-go"))
        .hasSize(5);
    assertThat(mails("A third off for you").size() + mails("Something is waiting for you").size())
        .isEqualTo(5);
  }

  @Test
  void theOutreachAsksAPersonAboutAReply() {
    String flow = tried("outreach", 4);
    // Whoever tried it before on this stack has written to the same people.
    String ada = entity(flow, "ada.holm@example.com").get("id").asText();
    Eventually.within(PATIENCE)
        .until(
            () -> !mailsOf(ada, "A question for you, Ada Holm").isEmpty(),
            () -> "Ada is asked: " + entity(flow, "ada.holm@example.com"));

    reply(mailsOf(ada, "A question for you, Ada Holm").getFirst(), "With spreadsheets.");
    String task = awaitTask("Ada Holm answered: offer a meeting?");
    api.post("/api/tasks/" + task + "/answer", Canvas.json("{'choice':'meeting'}")).good();

    Eventually.within(PATIENCE)
        .until(
            () ->
                entity(flow, "ada.holm@example.com")
                    .at("/metadata/outreach/result")
                    .asText()
                    .equals("meeting"),
            () -> "Ada meets: " + entity(flow, "ada.holm@example.com"));
    assertThat(mailsOf(ada, "Let us meet, Ada Holm")).hasSize(1);
  }

  @Test
  void theCampaignWritesToItsTagAndAReplyBeginsAJourney() {
    JsonNode tried = attempt("reply-campaign");
    assertThat(tried.get("contacts").asInt()).isEqualTo(3);
    String run = tried.get("runId").asText();
    Eventually.within(PATIENCE)
        .until(
            () -> status("/api/workflows/" + run).equals("completed"),
            () -> "the campaign is sent: " + api.get("/api/workflows/" + run).body());
    String subject = "A question about your onboarding, Elif Kaya";
    assertThat(mails(subject)).isNotEmpty();

    JsonNode written = mail(subject);
    api.post(
            "/api/inbound/email/raw",
            "message/rfc822",
            """
            From: Elif Kaya <elif.kaya@example.com>
            To: %s
            Subject: Re: %s
            Message-ID: <elif-answers@example.com>
            In-Reply-To: %s

            Yes, on Thursday.
            """
                .formatted(
                    written.get("replyTo").asText(), subject, written.get("messageId").asText()))
        .good();

    String journey = view("reply-campaign").at("/flows/0/flowId").asText();
    Eventually.within(PATIENCE)
        .until(
            () ->
                entity(journey, "elif.kaya@example.com").get("status").asText().equals("completed"),
            () -> "Elif is engaged: " + entities(journey));
  }

  @Test
  void theApprovalSendsWhatAPersonAllowsAndDeclinesTheRest() {
    String flow = tried("human-approval", 3);
    String samir = awaitTask("May Samir Aziz have a discount?");
    assertThat(api.get("/api/tasks/" + samir).good().get("description").asText())
        .contains("Suggested: 20 %");
    api.post(
            "/api/tasks/" + samir + "/answer",
            Canvas.json(
                "{'choice':'approve','answer':{'discount':15,'remark':'Because you asked"
                    + " nicely.'}}"))
        .good();
    api.post(
            "/api/tasks/" + awaitTask("May Tessa Brandt have a discount?") + "/answer",
            Canvas.json("{'choice':'decline'}"))
        .good();
    api.post(
            "/api/tasks/" + awaitTask("May Umar Farouk have a discount?") + "/answer",
            Canvas.json("{'choice':'approve'}"))
        .good();

    awaitEntity(flow, "samir.aziz@example.com", "completed", "offered");
    awaitEntity(flow, "tessa.brandt@example.com", "completed", "declined");
    awaitEntity(flow, "umar.farouk@example.com", "completed", "offered");
    assertThat(mail("Your offer, Samir Aziz").get("text").asText())
        .contains("15 % off", "Because you asked nicely.");
    assertThat(mail("Your offer, Umar Farouk").get("text").asText()).contains("20 % off");
    assertThat(mails("About your request, Tessa Brandt")).hasSize(1);
  }

  @Test
  void theTriageAnswersWhatIsSimpleAndAsksAPersonAboutWhatIsUrgent() {
    JsonNode tried = attempt("inbound-triage");
    assertThat(tried.get("mails").asInt()).isEqualTo(4);
    String flow = tried.get("flowId").asText();
    String task = awaitTask("Urgent: Nobody can log in");
    api.post(
            "/api/tasks/" + task + "/answer",
            Canvas.json("{'choice':'answer','answer':{'answer':'It works again since nine.'}}"))
        .good();

    awaitEntity(flow, "wim.peeters@example.com", "completed", "urgent");
    awaitEntity(flow, "vera.costa@example.com", "completed", "answered");
    awaitEntity(flow, "xenia.popova@example.com", "completed", "answered");
    awaitEntity(flow, "yusuf.demir@example.com", "completed", "answered");
    assertThat(mail("Re: Nobody can log in").get("text").asText())
        .contains("It works again since nine.");
    assertThat(mail("Re: Invoice 1042").get("text").asText()).contains("refunds");
    assertThat(mail("Re: Forty seats").get("text").asText()).contains("price list");
    assertThat(mail("Re: Well done").get("text").asText()).contains("found its way");
  }

  @Test
  void theScriptedModelWritesChecksAndSends() {
    String run = attempt("scripted-model").get("runId").asText();

    Eventually.within(PATIENCE)
        .until(
            () -> status("/api/workflows/" + run).equals("completed"),
            () -> "the run ends: " + api.get("/api/workflows/" + run).body());
    JsonNode ended = api.get("/api/workflows/" + run).good();
    assertThat(ended.get("model").asText()).isEqualTo("scripted");
    assertThat(ended.get("outputTokens").asLong()).isPositive();
    assertThat(mail("Your question, Zoe Martin").get("text").asText())
        .contains("goes on where it was");
    assertThat(view("scripted-model").get("lastTriedAt").isTextual()).isTrue();
  }

  @Test
  void theFixerMendsARepositoryAndPushesWhatAPersonHasSeen() {
    String run = attempt("repository-fixer").get("runId").asText();
    List<JsonNode> tasks = new ArrayList<>();
    Eventually.within(PATIENCE)
        .until(
            () -> tasks.addAll(openTasks(run)),
            () -> "somebody is asked: " + api.get("/api/workflows/" + run).body());

    assertThat(tasks.getFirst().get("description").asText())
        .contains("The total left the first price", "+    for price in prices:");
    api.post(
            "/api/tasks/" + tasks.getFirst().get("id").asText() + "/answer",
            Canvas.json("{'choice':'push'}"))
        .good();

    Eventually.within(PATIENCE)
        .until(
            () -> status("/api/workflows/" + run).equals("completed"),
            () -> "the run ends: " + api.get("/api/workflows/" + run).body());
    JsonNode ended = api.get("/api/workflows/" + run).good();
    assertThat(ended.get("branch").asText()).isEqualTo("stitch/" + run);
    assertThat(ended.get("filesChanged").asInt()).isEqualTo(1);
    assertThat(ended.at("/commits/0/subject").asText())
        .isEqualTo("Count the first price of a cart");
  }

  @Test
  void theResearcherReadsAPageAndWritesToTheContactWhatAPersonHasSeen() {
    String flow = tried("researcher", 1);
    String person = "pippa.sharp@example.com";

    String reading = awaitTaskAbout("https://sharp-ceramics.example/people");
    assertThat(contact(person).get("title").isNull()).isTrue();
    choose(reading, "approve");
    String writing = awaitTaskAbout("It writes to Pippa Sharp <" + person + ">");
    assertThat(api.get("/api/tasks/" + writing).good().get("description").asText())
        .contains("Head of purchasing", "+44 20 7946 0321");
    choose(writing, "approve");

    awaitEntity(flow, person, "completed", "known");
    assertThat(contact(person).get("title").asText()).isEqualTo("Head of purchasing");
    JsonNode run = lastOf("researcher");
    assertThat(run.get("costUsd").decimalValue()).isZero();
    assertThat(api.get("/api/workflows/" + run.get("id").asText()).good().toString())
        .contains("She buys our clay");
  }

  @Test
  void theTriagerDecidesAndSendsOnlyTheAnswersThatAPersonApproves() {
    JsonNode tried = attempt("inbox-triager");
    assertThat(tried.get("mails").asInt()).isEqualTo(3);
    String flow = tried.get("flowId").asText();
    choose(awaitTaskAbout("It sends this mail to Bela Kovacs"), "approve");
    choose(awaitTaskAbout("It sends this mail to Ines Duarte"), "approve");
    choose(awaitTaskAbout("It sends this mail to Noor Haddad"), "refuse");

    awaitEntity(flow, "bela.kovacs@example.com", "completed", "complaint");
    awaitEntity(flow, "ines.duarte@example.com", "completed", "question");
    awaitEntity(flow, "noor.haddad@example.com", "completed", "other");
    assertThat(mail("Re: My blue bowl").get("text").asText()).contains("A new one leaves today");
    assertThat(mail("Re: Delivery").get("text").asText()).contains("three working days");
    assertThat(mails("Re: The cups")).isEmpty();
  }

  private JsonNode contact(String email) {
    return api.get("/api/contacts?q=" + email).good().at("/data/0");
  }

  private JsonNode lastOf(String agentType) {
    return api.get("/api/workflows?workflowType=agent&agentType=" + agentType).good().at("/data/0");
  }

  private void choose(String task, String choice) {
    api.post("/api/tasks/" + task + "/answer", Canvas.json("{'choice':'" + choice + "'}")).good();
  }

  private List<JsonNode> openTasks(String run) {
    return api.get("/api/tasks?state=open&runId=" + run).good().get("data").valueStream().toList();
  }

  @Test
  void theColdOutreachWritesThreeTimesUnlessSomebodyAnswers() {
    String template = enrolled("cold-outreach", 4);
    Eventually.within(PATIENCE)
        .until(
            () -> !mails("How does Lind Bikes do it, Asta Lind?").isEmpty(),
            () -> "Asta is asked: " + enrollments(template));

    reply(mail("How does Lind Bikes do it, Asta Lind?"), "In our heads.");

    awaitEnrollment(template, "asta.lind@example.com", "replied");
    awaitEnrollment(template, "bruno.keller@example.com", "completed");
    awaitEnrollment(template, "carla.reyes@example.com", "completed");
    awaitEnrollment(template, "dario.conti@example.com", "completed");
    assertThat(mails("The last from me, Bruno Keller")).isNotEmpty();
    assertThat(mails("The last from me, Asta Lind")).isEmpty();
    assertThat(mails("The last from me, Dario Conti")).isEmpty();
  }

  @Test
  void theNurtureDripTeachesWhoeverStaysInItsTopicAndWritesToNobodyTwiceAtOnce() {
    String template = enrolled("nurture-drip", 3);
    JsonNode again = attempt("nurture-drip");
    assertThat(again.get("templateId").asText()).isEqualTo(template);
    assertThat(again.get("accepted").asInt()).isZero();
    assertThat(again.at("/skipped/0/reason").asText()).isEqualTo("already_enrolled");
    awaitMail("Lesson 1: one list, Edda Holt");
    reply(mail("Lesson 1: one list, Edda Holt"), "Thank you.");

    for (String email :
        List.of("edda.holt@example.com", "farid.nassar@example.com", "greta.simon@example.com")) {
      awaitEnrollment(template, email, "completed");
    }
    assertThat(mails("Lesson 3: one date, Edda Holt")).hasSize(1);
  }

  @Test
  void theWinBackWithTwoOffersSendsEachSomebodyOneOfThem() {
    String template = enrolled("win-back-offers", 8);
    Eventually.within(PATIENCE)
        .until(
            () ->
                enrollments(template).stream()
                    .allMatch(each -> each.get("status").asText().equals("completed")),
            () -> "all have come to the end: " + enrollments(template));

    JsonNode results = api.get("/api/workflows/templates/" + template + "/results").good();
    assertThat(results.at("/steps/0/counts/sent").asInt()).isEqualTo(8);
    assertThat(results.at("/steps/0/variants").findValuesAsText("name"))
        .isSubsetOf("A month free", "A third off");
    assertThat(mails("A month on us,").size() + mails("A third off,").size()).isEqualTo(8);
  }

  @Test
  void oneKeyIsOneTrialAndAnotherTrialStartsNobodyTwice() {
    String path = "/api/blueprints/human-approval/try";
    String key = "trial-" + System.nanoTime();
    JsonNode first = api.postUntilAccepted(path, key, Canvas.json("{}"));
    JsonNode again = api.postUntilAccepted(path, key, Canvas.json("{}"));
    assertThat(again).isEqualTo(first);

    Callable<JsonNode> trial = () -> attempt("human-approval");
    List<JsonNode> trials;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      trials =
          threads.invokeAll(IntStream.range(0, 5).mapToObj(i -> trial).toList()).stream()
              .map(Future::resultNow)
              .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }

    assertThat(trials)
        .extracting(each -> each.get("flowId").asText())
        .containsOnly(first.get("flowId").asText());
    Set<String> live = new HashSet<>();
    entities(first.get("flowId").asText()).stream()
        .filter(entity -> entity.get("status").asText().equals("waiting"))
        .forEach(entity -> assertThat(live.add(entity.at("/contact/email").asText())).isTrue());
    assertThat(view("human-approval").get("lastTriedAt").isTextual()).isTrue();
  }

  /** Tries a blueprint of journeys; answers its business flow. */
  private String tried(String blueprint, int people) {
    JsonNode tried = attempt(blueprint);
    assertThat(tried.get("contacts").asInt()).isEqualTo(people);
    assertThat(tried.get("accepted").asInt() + tried.get("skipped").size()).isEqualTo(people);
    String flow = tried.get("flowId").asText();
    assertThat(view(blueprint).get("installed").asBoolean()).isTrue();
    assertThat(view(blueprint).get("flowId").asText()).isEqualTo(flow);
    return flow;
  }

  /** Tries a blueprint of a template; answers the template. */
  private String enrolled(String blueprint, int people) {
    JsonNode tried = attempt(blueprint);
    assertThat(tried.get("contacts").asInt()).isEqualTo(people);
    assertThat(tried.get("flowId").isNull()).isTrue();
    assertThat(tried.get("accepted").asInt() + tried.get("skipped").size()).isEqualTo(people);
    String template = tried.get("templateId").asText();
    JsonNode view = view(blueprint);
    assertThat(view.get("installed").asBoolean()).isTrue();
    assertThat(view.get("templateId").asText()).isEqualTo(template);
    assertThat(view.get("lastTriedAt").isTextual()).isTrue();
    return template;
  }

  private List<JsonNode> enrollments(String template) {
    return api.get("/api/workflows/templates/" + template + "/enrollments?pageSize=200")
        .good()
        .get("data")
        .valueStream()
        .toList();
  }

  private JsonNode enrollment(String template, String email) {
    return enrollments(template).stream()
        .filter(each -> each.get("contactEmail").asText().equals(email))
        .findFirst()
        .orElseThrow();
  }

  private void awaitEnrollment(String template, String email, String status) {
    Eventually.within(PATIENCE)
        .until(
            () -> enrollment(template, email).get("status").asText().equals(status),
            () -> email + " is " + status + ": " + enrollment(template, email));
  }

  private JsonNode attempt(String blueprint) {
    return api.post("/api/blueprints/" + blueprint + "/try", "{}").good();
  }

  private JsonNode view(String blueprint) {
    return api.get("/api/blueprints/" + blueprint).good();
  }

  /** The newest of each person: others may have tried the blueprint before. */
  private List<JsonNode> entities(String flow) {
    Map<String, JsonNode> newest = new LinkedHashMap<>();
    api.get("/api/entities?pageSize=200&sort=-createdAt&flowId=" + flow)
        .good()
        .get("data")
        .forEach(entity -> newest.putIfAbsent(entity.at("/contact/email").asText(), entity));
    return List.copyOf(newest.values());
  }

  private JsonNode entity(String flow, String email) {
    return entities(flow).stream()
        .filter(entity -> entity.at("/contact/email").asText().equals(email))
        .findFirst()
        .orElseThrow();
  }

  private void awaitEntities(String flow, int count, String status, String stage) {
    Eventually.within(PATIENCE)
        .until(
            () ->
                entities(flow).stream().filter(entity -> stands(entity, status, stage)).count()
                    == count,
            () -> count + " are " + status + " at " + stage + ": " + entities(flow));
  }

  private void awaitEntity(String flow, String email, String status, String stage) {
    Eventually.within(PATIENCE)
        .until(
            () -> stands(entity(flow, email), status, stage),
            () -> email + " is " + status + " at " + stage + ": " + entity(flow, email));
  }

  private static boolean stands(JsonNode entity, String status, String stage) {
    return entity.get("status").asText().equals(status)
        && entity.get("currentNodeId").asText().equals(stage);
  }

  private String status(String path) {
    return api.get(path).good().get("status").asText();
  }

  private String awaitTask(String title) {
    return awaitTask(title, task -> task.get("title").asText().equals(title));
  }

  private String awaitTaskAbout(String text) {
    return awaitTask(text, task -> task.path("description").asText().contains(text));
  }

  private String awaitTask(String what, Predicate<JsonNode> wanted) {
    List<JsonNode> found = new ArrayList<>();
    Eventually.within(PATIENCE)
        .until(
            () -> {
              api.get("/api/tasks?state=open&pageSize=200")
                  .good()
                  .get("data")
                  .valueStream()
                  .filter(wanted)
                  .forEach(found::add);
              return !found.isEmpty();
            },
            () -> "somebody is asked: " + what);
    return found.getFirst().get("id").asText();
  }

  private List<JsonNode> mails(String subject) {
    return api.get(
            "/api/mailbox/messages?pageSize=200&q="
                + URLEncoder.encode(subject, StandardCharsets.UTF_8))
        .good()
        .get("data")
        .valueStream()
        .filter(mail -> mail.get("subject").asText().startsWith(subject))
        .toList();
  }

  private List<JsonNode> mailsOf(String entity, String subject) {
    return mails(subject).stream()
        .filter(mail -> mail.path("entityId").asText().equals(entity))
        .toList();
  }

  private JsonNode mail(String subject) {
    return mails(subject).getFirst();
  }

  private void awaitMail(String subject) {
    Eventually.within(PATIENCE).until(() -> !mails(subject).isEmpty(), () -> subject + " arrives");
  }

  private void reply(JsonNode mail, String text) {
    api.post(
            "/api/mailbox/messages/" + mail.get("id").asText() + "/reply",
            Canvas.json("{'text':'%s'}".formatted(text)))
        .good();
  }
}
