package dev.stitch.store.secret;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a {@link SealedSecret}, whose column is bytea. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
@TypeDef(type = DataType.BYTE_ARRAY, converter = SealedColumn.Converter.class)
public @interface SealedColumn {

  /** Between a ciphertext and its bytes. */
  @Singleton
  final class Converter implements AttributeConverter<SealedSecret, byte[]> {

    @Override
    public byte @Nullable [] convertToPersistedValue(
        @Nullable SealedSecret sealed, ConversionContext context) {
      return sealed == null ? null : sealed.bytes();
    }

    @Override
    public @Nullable SealedSecret convertToEntityValue(
        byte @Nullable [] stored, ConversionContext context) {
      return stored == null ? null : new SealedSecret(stored);
    }
  }
}
