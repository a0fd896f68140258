package dev.stitch.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInExportTest {

  private static final String PREAMBLE =
      """
      Notes:
      "When exporting your connection data, you may notice that some of the email addresses are \
      missing. See https://www.linkedin.com/psettings/privacy/email."

      """;

  private static final String HEADER =
      "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

  private static final String ADA =
      "Ada,Lovelace,https://www.linkedin.com/in/ada-lovelace,,\"Analytical Engines, Ltd.\","
          + "\"VP, Engineering\",05 Mar 2024\n";

  @Test
  void anExportIsReadAsLinkedInWritesIt() throws Exception {
    assertThat(read(PREAMBLE + HEADER + ADA))
        .containsExactly(
            new LinkedInRow(
                5,
                "Ada",
                "Lovelace",
                "https://www.linkedin.com/in/ada-lovelace",
                null,
                "Analytical Engines, Ltd.",
                "VP, Engineering",
                LocalDate.of(2024, 3, 5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"Notes:\"\n\"Another, \"\"text\"\"\"\n\n",
        "Notes:\nsomething else\n",
        "Hinweise:\n\n\n",
      })
  void whateverPrecedesTheHeaderIsPassedOver(String preamble) throws Exception {
    assertThat(read(preamble + HEADER + ADA))
        .extracting(LinkedInRow::firstName)
        .containsExactly("Ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void encodingsOfProgramsThatSavedItAreRecognised(String charset) throws Exception {
    String csv = HEADER + "Zoë,Müller,https://www.linkedin.com/in/zoe,,Café,,05 Mar 2024\n";
    String mark = charset.startsWith("UTF") ? "\uFEFF" : "";

    List<LinkedInRow> rows = read((mark + csv).getBytes(Charset.forName(charset)));

    assertThat(rows)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.firstName()).isEqualTo("Zoë");
              assertThat(row.lastName()).isEqualTo("Müller");
              assertThat(row.company()).isEqualTo("Café");
            });
  }

  @Test
  void lineEndsOfWindowsAndLinesWithinQuotesAreRead() throws Exception {
    String csv =
        (PREAMBLE + HEADER).replace("\n", "\r\n")
            + "Ada,Lovelace,https://www.linkedin.com/in/ada,,\"Engines\r\nand more\",,\r\n";

    assertThat(read(csv)).extracting(LinkedInRow::company).containsExactly("Engines\r\nand more");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void otherSeparatorsAreRecognised(String separator) throws Exception {
    String csv =
        PREAMBLE
            + (HEADER + "Ada,Lovelace,https://www.linkedin.com/in/ada,a@b.org,X,Y,05 Mar 2024\n")
                .replace(",", separator);

    assertThat(read(csv)).extracting(LinkedInRow::email).containsExactly("a@b.org");
  }

  @Test
  void headersInOtherLanguagesAndOfOlderExportsAreUnderstood() throws Exception {
    String person =
        "Ada,Lovelace,https://www.linkedin.com/in/ada,a@b.org,Engines,VP,05. März 2024\n";

    for (String header :
        List.of(
            "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n",
            "Imię,Nazwisko,URL,Adres e-mail,Firma,Stanowisko,Data\n")) {
      assertThat(read(header + person))
          .as(header)
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.email()).isEqualTo("a@b.org");
                assertThat(row.company()).isEqualTo("Engines");
                assertThat(row.connectedOn()).isEqualTo(LocalDate.of(2024, 3, 5));
              });
    }
    assertThat(
            read(
                """
                First Name,Last Name,Email Address,Company,Position,Connected On
                Ada,Lovelace,A@B.org,Engines,VP,7-Feb-22
                """))
        .containsExactly(
            new LinkedInRow(
                2, "Ada", "Lovelace", null, "a@b.org", "Engines", "VP", LocalDate.of(2022, 2, 7)));
  }

  @Test
  void aFileWhoseHeaderIsGoneIsReadByItsAddresses() throws Exception {
    assertThat(read(ADA + ADA))
        .hasSize(2)
        .extracting(LinkedInRow::lastName)
        .containsOnly("Lovelace");
  }

  @Test
  void rowsOfMembersWhoHaveLeftAreEmptyAndRowsWithoutANameAreNot() throws Exception {
    List<LinkedInRow> rows =
        read(HEADER + ",,,,,,\n,,https://www.linkedin.com/in/someone,,,,\nBob,,,,,,\n");

    assertThat(rows).extracting(LinkedInRow::isEmpty).containsExactly(true, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "05 Mar 2024, 2024-03-05",
        "7-Feb-22, 2022-02-07",
        "2024-03-05, 2024-03-05",
        "2024-03-05T10:00:00Z, 2024-03-05",
        "5 févr. 2024, 2024-02-05",
        "31 Feb 2024, -",
        "03/05/24, -",
        "soon, -",
        "99 Foo 2024, -",
      })
  void aDayThatNobodyCanReadIsNone(String text, LocalDate day) throws Exception {
    String csv = HEADER + "Ada,L,https://www.linkedin.com/in/ada,,,,\"" + text + "\"\n";

    assertThat(read(csv)).extracting(LinkedInRow::connectedOn).containsExactly(day);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://www.linkedin.com/in/Ada-Lovelace/, https://www.linkedin.com/in/ada-lovelace",
        "http://de.linkedin.com/in/ada?trk=x#top, https://www.linkedin.com/in/ada",
        "linkedin.com/in/j%C3%BCrgen, https://www.linkedin.com/in/jürgen",
        "https://www.linkedin.com/in/ju%CC%88rgen, https://www.linkedin.com/in/jürgen",
        "HTTPS://WWW.LINKEDIN.COM/IN/ADA/details/skills/, https://www.linkedin.com/in/ada",
        "https://www.linkedin.com/pub/ada/1/2/3, https://www.linkedin.com/pub/ada/1/2/3",
        "https://www.linkedin.com/in/100%, https://www.linkedin.com/in/100%",
        "https://www.linkedin.com/company/stitch, -",
        "https://linkedin.com.evil.example/in/ada, -",
        "https://www.linkedin.com/in/, -",
        "javascript:alert(1), -",
      })
  void addressesOfOneProfileHaveOneSpelling(String address, String spelling) {
    assertThat(LinkedInProfile.normalise(address)).isEqualTo(Optional.ofNullable(spelling));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connections.csv",
        "Export/Connections.csv",
        "export\\connections.CSV",
        "../Connections.csv"
      })
  void theConnectionsAreFoundWhereverTheyStandInTheArchive(String name) throws Exception {
    byte[] archive =
        zip(
            entry("messages.csv", "FROM,TO\n"),
            entry("Export/", ""),
            entry("__MACOSX/Connections.csv", "resource fork"),
            entry("Export/._Connections.csv", "resource fork"),
            entry("Invitations.csv", "From,To\n"),
            entry(name, PREAMBLE + HEADER + ADA),
            entry("later/Connections.csv", "not this"));

    assertThat(read(archive)).extracting(LinkedInRow::firstName).containsExactly("Ada");
  }

  @Test
  void archivesThatAreOfNoUseAreRefusedInWords() throws Exception {
    assertRefused(zip(entry("messages.csv", "FROM,TO\n")), "no Connections.csv");
    byte[] whole = zip(entry("Connections.csv", HEADER + ADA.repeat(500)));
    assertRefused(Arrays.copyOf(whole, whole.length / 2), "damaged");
    byte[] encrypted = whole.clone();
    encrypted[6] |= 1;
    assertRefused(encrypted, "encrypted");
    assertRefused(new byte[] {'P', 'K', 5, 6, 0, 0}, "no Connections.csv");
  }

  @Test
  void anArchiveThatUnpacksToFarTooMuchIsRefused() throws Exception {
    String zeros = "\0".repeat(1 << 20);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
      zip.putNextEntry(new ZipEntry("messages.csv"));
      for (int i = 0; i < 200; i++) {
        zip.write(zeros.getBytes(StandardCharsets.US_ASCII));
      }
      zip.closeEntry();
    }

    assertRefused(bomb.toByteArray(), "far more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n\n", "a,b,c\n1,2,3\n", "{\"json\":true}", "\0\0\0\0"})
  void whatIsNoExportIsRefusedInWords(String file) {
    assertRefused(file.getBytes(StandardCharsets.UTF_8), "names the columns");
  }

  @Test
  void aQuoteThatIsLeftOpenEndsTheReadingInWords() {
    assertRefused(
        (HEADER + ADA + "\"open,".concat("x".repeat(1 << 20))).getBytes(StandardCharsets.UTF_8),
        "quote");
  }

  @Test
  void twoHundredThousandRowsAreReadInMemoryThatDoesNotGrow(@TempDir Path directory)
      throws Exception {
    int people = 200_000;
    Path file = directory.resolve("export.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("Connections.csv"));
      zip.write((PREAMBLE + HEADER).getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < people; i++) {
        zip.write(ADA.replace("ada-lovelace", "ada-" + i).getBytes(StandardCharsets.UTF_8));
      }
      zip.closeEntry();
    }

    long before = used();
    long most = 0;
    int count = 0;
    try (LinkedInExport export = LinkedInExport.open(Files.newInputStream(file))) {
      for (var row = export.read(); row.isPresent(); row = export.read()) {
        count++;
        if (count % 50_000 == 0) {
          most = Math.max(most, used() - before);
        }
      }
    }

    assertThat(count).isEqualTo(people);
    assertThat(most).as("bytes held while reading 22 MB").isLessThan(8L << 20);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void assertRefused(byte[] file, String words) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableExportException.class)
        .hasMessageContaining(words);
  }

  private static List<LinkedInRow> read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static List<LinkedInRow> read(byte[] file) throws IOException {
    InputStream bytes = new ByteArrayInputStream(file);
    List<LinkedInRow> rows = new ArrayList<>();
    try (LinkedInExport export = LinkedInExport.open(bytes)) {
      for (var row = export.read(); row.isPresent(); row = export.read()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  private record Entry(String name, String text) {}

  private static Entry entry(String name, String text) {
    return new Entry(name, text);
  }

  private static byte[] zip(Entry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Entry entry : entries) {
        zip.putNextEntry(new ZipEntry(entry.name()));
        zip.write(entry.text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
