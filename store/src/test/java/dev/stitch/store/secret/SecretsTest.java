package dev.stitch.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.keys.KeyRing;
import dev.stitch.keys.UnreadableCiphertextException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class SecretsTest {

  private final String older = KeyRing.fresh();
  private final String newer = KeyRing.fresh();
  private final UUID id = Ids.next();
  private final SecretPlace place = new SecretPlace("vault", "sealed_token", id);

  @Test
  void aSecretIsOpenedOnlyWhereItWasSealed() {
    Secrets secrets = new Secrets(older);

    SealedSecret sealed = secrets.seal(place, "s3cret");

    assertThat(secrets.open(place, sealed)).isEqualTo("s3cret");
    for (SecretPlace elsewhere :
        new SecretPlace[] {
          new SecretPlace("vault", "sealed_token", Ids.next()),
          new SecretPlace("vault", "sealed_other", id),
          new SecretPlace("other", "sealed_token", id)
        }) {
      assertThatThrownBy(() -> secrets.open(elsewhere, sealed))
          .isInstanceOf(UnreadableCiphertextException.class);
    }
  }

  @Test
  void withoutAKeyTheMessageSaysWhichVariableIsMissing() {
    assertThatThrownBy(() -> new Secrets("").seal(place, "s3cret"))
        .isInstanceOf(MissingKeyException.class)
        .hasMessageContaining("STITCH_ENCRYPTION_KEY");
  }

  @Test
  void aColumnThatNoRotationWouldFindIsRefused() {
    assertThatThrownBy(() -> new SecretPlace("vault", "token", id)).hasMessageContaining("sealed_");
  }

  @Test
  void rotationSealsEverySecretAgainSoThatTheOldKeyCanGo() {
    Map<String, Object> properties = Map.copyOf(Postgres.freshProperties());
    try (ApplicationContext context =
        ApplicationContext.run(with(properties, newer + "," + older))) {
      Database database = context.getBean(Database.class);
      database.update("CREATE TABLE vault (id uuid PRIMARY KEY, sealed_token bytea)");
      insert(database, place, new Secrets(older).seal(place, "old"));
      SecretPlace second = new SecretPlace("vault", "sealed_token", Ids.next());
      insert(database, second, new Secrets(newer).seal(second, "new"));
      database.update("INSERT INTO vault (id) VALUES (?)", Ids.next());

      assertThat(context.getBean(KeyRotation.class).run()).isEqualTo(1);
      assertThat(context.getBean(KeyRotation.class).run()).isZero();

      Secrets withoutOldKey = new Secrets(newer);
      assertThat(withoutOldKey.open(place, sealed(database, place))).isEqualTo("old");
      assertThat(withoutOldKey.open(second, sealed(database, second))).isEqualTo("new");
    }
  }

  private static Map<String, Object> with(Map<String, Object> properties, String keys) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("stitch.encryption-key", keys);
    return all;
  }

  private static void insert(Database database, SecretPlace place, SealedSecret sealed) {
    database.update("INSERT INTO vault (id, sealed_token) VALUES (?, ?)", place.id(), sealed);
  }

  private static SealedSecret sealed(Database database, SecretPlace place) {
    return database
        .first(
            "SELECT sealed_token FROM vault WHERE id = ?",
            row -> SealedSecret.of(row, "sealed_token"),
            place.id())
        .orElseThrow();
  }
}
