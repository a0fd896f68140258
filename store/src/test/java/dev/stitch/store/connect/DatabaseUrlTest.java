package dev.stitch.store.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

  @Test
  void aUriBecomesAJdbcUrlAndItsCredentialsAreTakenOut() {
    assertThat(DatabaseUrl.parse("postgres://anna:s3cret@db.example.com:6432/crm?sslmode=require"))
        .isEqualTo(
            new DatabaseUrl(
                "jdbc:postgresql://db.example.com:6432/crm?sslmode=require", "anna", "s3cret"));
  }

  @Test
  void escapedCharactersOfCredentialsAreDecodedAndAPlusStaysAPlus() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://an%40na:p%2Fw+x@db/crm");

    assertThat(url.user()).isEqualTo("an@na");
    assertThat(url.password()).isEqualTo("p/w+x");
  }

  @Test
  void severalHostsAndAddressesInBracketsAreKept() {
    assertThat(DatabaseUrl.parse("postgres://a@[::1]:5432,other:5433/crm").jdbcUrl())
        .isEqualTo("jdbc:postgresql://[::1]:5432,other:5433/crm");
  }

  @Test
  void aUriWithoutHostMeansThisMachine() {
    assertThat(DatabaseUrl.parse("postgres:///crm"))
        .isEqualTo(new DatabaseUrl("jdbc:postgresql://localhost/crm", null, null));
  }

  @Test
  void aJdbcUrlIsTakenAsItIs() {
    String url = "jdbc:postgresql://db/crm?user=anna&password=s3cret";

    assertThat(DatabaseUrl.parse(url)).isEqualTo(new DatabaseUrl(url, null, null));
  }

  @Test
  void variablesForUserAndPasswordGoBeforeTheAddress() {
    Map<String, String> environment =
        Map.of(
            "STITCH_DATABASE_URL", "postgres://anna:old@db/crm",
            "STITCH_DATABASE_PASSWORD", "new");

    assertThat(DatabaseUrl.fromEnvironment(environment))
        .contains(new DatabaseUrl("jdbc:postgresql://db/crm", "anna", "new"));
  }

  @Test
  void withoutTheVariableThereIsNoAddress() {
    assertThat(DatabaseUrl.fromEnvironment(Map.of())).isEmpty();
    assertThat(DatabaseUrl.fromEnvironment(Map.of("STITCH_DATABASE_URL", " "))).isEmpty();
  }

  @Test
  void anAddressOfAnotherKindIsRefusedWithoutRepeatingItsPassword() {
    assertThatThrownBy(() -> DatabaseUrl.parse("mysql://anna:s3cret@db/crm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("postgres://")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aUriSurvivesTheWayThereAndBack() {
    DatabaseUrl url =
        new DatabaseUrl("jdbc:postgresql://127.0.0.1:5433/stitch", "st itch", "a/b@c:d");

    assertThat(DatabaseUrl.parse(url.toUri())).isEqualTo(url);
  }

  @Test
  void messagesShowNeitherCredentialsNorParameters() {
    assertThat(DatabaseUrl.parse("postgres://anna:s3cret@db/crm?password=s3cret"))
        .hasToString("jdbc:postgresql://db/crm");
  }
}
