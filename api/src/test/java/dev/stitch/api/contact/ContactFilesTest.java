package dev.stitch.api.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class ContactFilesTest extends ApiTest {

  @BeforeEach
  void empty() {
    database.update("DELETE FROM contacts");
  }

  @Test
  void everyRowOfAMessyFileCountsAsWhatItIs() {
    Answer answer = importFile(resource("messy.csv"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(counts(answer)).isEqualTo("created 4, updated 1, skipped 1, errors 7");
    assertThat(errors(answer))
        .containsExactly(
            "8 email: is missing",
            "9 email: 'not-an-address' is not an e-mail address",
            "10 timezone: 'Mars/Olympus' is not an IANA time zone, e.g. Europe/Berlin",
            "11 has 2 fields, the header has 9",
            "12 has 10 fields, the header has 9",
            "15 status: 'asleep' is neither active nor archived",
            "17 email: 'x@y' is not an e-mail address; name: must be at most 500 characters");
    JsonNode first = byEmail("first@example.com");
    assertThat(first.at("/name").textValue()).isEqualTo("First Renamed");
    assertThat(first.at("/company").textValue()).isEqualTo("One, Inc.");
    assertThat(first.at("/tags").toString()).isEqualTo(json("['lead','vip']"));
    assertThat(first.at("/attributes").toString())
        .isEqualTo(json("{'source':'fair','employees':'3,000'}"));
    assertThat(byEmail("multi.line@example.com").at("/company").textValue())
        .isEqualTo("Two\nLines");
    assertThat(byEmail("trimmed@example.com").at("/name").textValue()).isEqualTo("Trimmed");
    assertThat(byEmail("formula@example.com").at("/name").textValue()).isEqualTo("=1+1");
  }

  @Test
  void anImportTellsWhomTheFileNamesInItsOrderAlsoThoseWhoWereKnown() {
    importText("email\nknown@example.com\n", "text/csv");

    Answer answer =
        importText(
            "email\nfirst@example.com\nnonsense\nknown@example.com\nfirst@example.com\n",
            "text/csv");

    assertThat(answer.at("/contactIds").valueStream().map(JsonNode::textValue))
        .containsExactly(
            byEmail("first@example.com").at("/id").textValue(),
            byEmail("known@example.com").at("/id").textValue());
  }

  @Test
  void importingAFileAgainChangesNothing() {
    importFile(resource("messy.csv"));
    long changes = database.number("SELECT sum(version) FROM contacts");

    Answer again = importFile(resource("messy.csv"));

    assertThat(counts(again)).isEqualTo("created 0, updated 0, skipped 6, errors 7");
    assertThat(database.number("SELECT sum(version) FROM contacts")).isEqualTo(changes);
  }

  @Test
  void anEmptyCellClearsNothingAndAnotherValueReplaces() {
    post(
        "/api/contacts",
        json(
            "{'email':'a@b.org','name':'A','phone':'1','tags':['x'],'status':'archived',"
                + "'attributes':{'kept':1,'size':'1'}}"));

    Answer answer =
        importText("email,name,phone,tags,attributes.size\nA@B.org,,2,,10\n", "text/csv");

    assertThat(counts(answer)).isEqualTo("created 0, updated 1, skipped 0, errors 0");
    JsonNode contact = byEmail("a@b.org");
    assertThat(contact.at("/name").textValue()).isEqualTo("A");
    assertThat(contact.at("/phone").textValue()).isEqualTo("2");
    assertThat(contact.at("/tags/0").textValue()).isEqualTo("x");
    assertThat(contact.at("/status").textValue()).isEqualTo("archived");
    assertThat(contact.at("/attributes").toString()).isEqualTo(json("{'kept':1,'size':'10'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFname;email;note\nJürgen;j@example.com;a,b,c,d,e\n",
        "name\temail\nJürgen\tj@example.com\n",
        "Name,E_MAIL\r\nJürgen,j@example.com\r\n",
        "\"na,me\",email,name\rx,j@example.com,Jürgen\r",
        "\n\nname,email\n\nJürgen,j@example.com",
      })
  void delimitersLineEndsAndMarksOfAllSpreadsheetsAreUnderstood(String file) {
    Answer answer = importText(file, "text/csv");

    assertThat(counts(answer)).isEqualTo("created 1, updated 0, skipped 0, errors 0");
    assertThat(byEmail("j@example.com").at("/name").textValue()).isEqualTo("Jürgen");
  }

  @Test
  void columnsHoldWhatTheRequestSaysAndNotWhatTheHeaderSays() {
    Answer answer =
        importWith(
            "?columns=" + encoded("email,,\"attributes.Plan, now\",company"),
            "Kontakt,Name,Tarif,Firma\na@b.org,Ada,gold,Engines\n");

    assertThat(counts(answer)).isEqualTo("created 1, updated 0, skipped 0, errors 0");
    JsonNode contact = byEmail("a@b.org");
    assertThat(contact.path("name").isMissingNode() || contact.path("name").isNull()).isTrue();
    assertThat(contact.at("/company").textValue()).isEqualTo("Engines");
    assertThat(contact.at("/attributes").toString()).isEqualTo(json("{'Plan, now':'gold'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"email", "email,name,x", "email,\nname", "email,\"open", "name,phone", ""})
  void columnsThatDoNotFitTheFileAreRefusedAndNothingIsWritten(String columns) {
    Answer answer = importWith("?columns=" + encoded(columns), "E-mail,Who\na@b.org,Ada\n");

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.at("/errors/0/pointer").textValue()).isIn("/columns", "/email");
    assertThat(database.number("SELECT count(*) FROM contacts")).isZero();
  }

  @Test
  void peopleWhoAreKnownStayAsTheyAreWhereThatIsAskedFor() {
    importText("email,name\na@b.org,Ada\n", "text/csv");

    Answer answer = importWith("?known=skip", "email,name\na@b.org,Other\nb@b.org,Bob\n");

    assertThat(counts(answer)).isEqualTo("created 1, updated 0, skipped 1, errors 0");
    assertThat(byEmail("a@b.org").at("/name").textValue()).isEqualTo("Ada");
    assertThat(importWith("?known=double", "email\na@b.org\n").status()).isEqualTo(400);
  }

  @Test
  void aPreviewTellsWhatTheColumnsOfOtherProgramsProbablyHold() {
    Answer answer =
        preview(
            "\uFEFFE-Mail Address;Full name;Email;Organisation;Plan;plan;;Plan\n"
                + "x;Ada;a@b.org;Engines;gold;1;;2\nsecond;B\n3;\"open");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/columns").findValuesAsText("holds"))
        .containsExactly(
            "attributes.E-Mail Address",
            "name",
            "email",
            "company",
            "attributes.Plan",
            "attributes.plan",
            "null",
            "null");
    assertThat(answer.at("/columns/1/samples").toString()).isEqualTo(json("['Ada','B','open']"));
    for (String nothing : List.of("\n", "a,b", "\n\n\n\n\n")) {
      assertThat(preview(nothing).status()).as(nothing).isEqualTo(422);
    }
    assertThat(preview("\"" + "x".repeat(2 << 20)).status()).isEqualTo(422);
    assertThat(preview("Attributes.Plan,attributes.\n").at("/columns").findValuesAsText("holds"))
        .containsExactly("attributes.Plan", "null");
    assertThat(database.number("SELECT count(*) FROM contacts")).isZero();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private Answer importWith(String query, String file) {
    return postCsv("/api/contacts/import" + query, file.getBytes(UTF_8), "text/csv");
  }

  private Answer preview(String file) {
    return postCsv("/api/contacts/import/preview", file.getBytes(UTF_8), "text/csv");
  }

  @Test
  void otherEncodingsAreReadWhenNamedAndReportedWhenNot() {
    byte[] latin =
        "name,email\nJürgen,j@example.com\nZoe,z@example.com\n"
            .getBytes(Charset.forName("windows-1252"));

    assertThat(errors(importBytes(latin, "text/csv")))
        .containsExactly("2 holds characters that are not UTF-8 text");
    assertThat(counts(importBytes(latin, "text/csv; charset=windows-1252")))
        .isEqualTo("created 1, updated 0, skipped 1, errors 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n\n", "name,phone\nA,1\n", "email,name,Email\n", "email,a,attributes.a\n"})
  void aFileWithoutAUsableHeaderIsRefused(String file) {
    assertThat(importText(file, "text/csv").status()).isEqualTo(422);
  }

  @Test
  void aQuoteLeftOpenIsReportedWhereItStarts() {
    Answer answer =
        importText("email,name\na@b.org,A\nb@b.org,\"B\nc@b.org,C\nd@b.org,D", "text/csv");

    assertThat(counts(answer)).isEqualTo("created 2, updated 0, skipped 0, errors 0");
    Answer fields = importText("email,name,x\nb@b.org,\"B\nc@b.org,C\n", "text/csv");
    assertThat(errors(fields))
        .containsExactly("2 has 2 fields, the header has 3; is a quote left open?");
  }

  @Test
  void aFileOverTheLimitIsTooLargeWithAndWithoutAStatedLength() {
    byte[] file =
        ("email,name\n" + ("a@b.org," + "x".repeat(1 << 19) + "\n").repeat(102)).getBytes(UTF_8);

    assertThat(importBytes(file, "text/csv").status()).isEqualTo(413);
    Answer chunked =
        send(
            HttpRequest.newBuilder(URI.create(server.getURL() + "/api/contacts/import"))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)))
                .build());
    assertThat(chunked.status()).as(chunked.text()).isEqualTo(413);
    assertThat(get("/api/contacts").at("/total").intValue()).isZero();
  }

  @Test
  void onlyCsvIsImported() {
    assertThat(importText("{}", "application/json").status()).isEqualTo(415);
  }

  @Test
  void anExportIsReadBackUnchangedAndItsFormulasDoNothing() {
    importFile(resource("messy.csv"));

    Answer export = get("/api/contacts/export");

    assertThat(export.status()).isEqualTo(200);
    assertThat(export.header("content-type")).startsWith("text/csv");
    assertThat(export.text().lines().findFirst())
        .contains(
            "name,email,phone,company,title,timezone,tags,status,lifecycleStage,unsubscribedAt,"
                + "attributes.employees,attributes.source");
    assertThat(export.text()).contains("'=1+1,formula@example.com,+49 30 1").doesNotContain("\n=");
    assertThat(counts(importText(export.text(), "text/csv")))
        .isEqualTo("created 0, updated 0, skipped 4, errors 0");
    assertThat(get("/api/contacts/export?q=trimmed").text().lines()).hasSize(2);
    assertThat(get("/api/contacts/export?status=nope").status()).isEqualTo(400);
  }

  @Test
  void anExportIsReadBackAsItWasWhateverTheTextsLookLike() {
    post(
        "/api/contacts",
        """
        {"name": "=1+1", "email": "a@example.com", "company": "'=2", "title": "-x", "phone": "+49 30 1",
         "tags": ["@lead", "vip"],
         "attributes": {"plain": "'n", "at": "@home", "n": 5, "d": 2.5, "yes": true, "list": [1, "=x"],
                        "object": {"a": {"b": 1}}, "quoted": "''=3"}}
        """);
    String before = get("/api/contacts").text();

    Answer again = importText(get("/api/contacts/export").text(), "text/csv");

    assertThat(counts(again)).isEqualTo("created 0, updated 0, skipped 1, errors 0");
    assertThat(get("/api/contacts").text()).isEqualTo(before);
  }

  @Test
  void manyRowsAreImportedInOneRequest() {
    StringBuilder file =
        new StringBuilder("name,email,company,timezone,tags,attributes.employees\n");
    for (int i = 0; i < 20_000; i++) {
      file.append("Person ")
          .append(i)
          .append(",p")
          .append(i)
          .append("@example.com,\"Company, Ltd\",Europe/Berlin,lead;vip,12\n");
    }
    long start = System.nanoTime();

    Answer answer = importText(file.toString(), "text/csv");

    System.out.printf("20,000 rows in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    assertThat(counts(answer)).isEqualTo("created 20000, updated 0, skipped 0, errors 0");
    assertThat(answer.at("/contactIds")).hasSize(10_000);
    assertThat(get("/api/contacts/export").text().lines()).hasSize(20_001);
  }

  /** The sample of the project's users, where the checkout has it beside it. */
  @Test
  void theSampleFileHasExactlyFiveBadRows() throws IOException {
    Path file = Path.of("../../shared/data/contacts.csv");
    assumeThat(file).exists();

    Answer answer = importBytes(Files.readAllBytes(file), "text/csv");

    System.out.println("sample file: " + counts(answer));
    assertThat(counts(answer)).isEqualTo("created 485, updated 1, skipped 0, errors 5");
    assertThat(errors(answer))
        .containsExactly(
            "490 email: is missing",
            "491 email: 'not-an-address' is not an e-mail address",
            "492 timezone: 'Mars/Olympus' is not an IANA time zone, e.g. Europe/Berlin",
            "493 has 2 fields, the header has 8",
            "494 has 10 fields, the header has 8");
    assertThat(counts(importBytes(Files.readAllBytes(file), "text/csv")))
        .isEqualTo("created 0, updated 0, skipped 486, errors 5");
  }

  private JsonNode byEmail(String email) {
    return get("/api/contacts?email=" + email).at("/data/0");
  }

  private Answer importFile(byte[] file) {
    return importBytes(file, "text/csv");
  }

  private Answer importText(String file, String type) {
    return importBytes(file.getBytes(UTF_8), type);
  }

  private Answer importBytes(byte[] file, String type) {
    return postCsv("/api/contacts/import", file, type);
  }

  private Answer postCsv(String path, byte[] file, String type) {
    return send(
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(file))
            .build());
  }

  private static String counts(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return "created %d, updated %d, skipped %d, errors %d"
        .formatted(
            answer.at("/created").intValue(),
            answer.at("/updated").intValue(),
            answer.at("/skipped").intValue(),
            answer.at("/errorCount").intValue());
  }

  private static List<String> errors(Answer answer) {
    List<String> errors = new ArrayList<>();
    for (JsonNode error : answer.at("/errors")) {
      errors.add(error.path("line").intValue() + " " + error.path("message").textValue());
    }
    return errors;
  }

  private static byte[] resource(String name) {
    try (var stream = ContactFilesTest.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
