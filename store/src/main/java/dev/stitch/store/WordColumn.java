package dev.stitch.store;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ArgumentConversionContext;
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
import java.util.Locale;

/** Marks an enum whose column holds its constants' names in lower case. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
@TypeDef(type = DataType.STRING, converter = WordColumn.Converter.class)
public @interface WordColumn {

  /** Between an enum's constant and its word. */
  @Singleton
  final class Converter<E extends Enum<E>> implements AttributeConverter<E, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable E value, ConversionContext context) {
      return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable E convertToEntityValue(@Nullable String word, ConversionContext context) {
      if (word == null) {
        return null;
      }
      Class<E> type = ((ArgumentConversionContext<E>) context).getArgument().getType();
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
  }
}
