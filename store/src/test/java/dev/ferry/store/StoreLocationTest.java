package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreLocationTest {
  @Test
  void followsTheEnvironment() {
    assertThat(StoreLocation.of(Optional.empty(), Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")))
        .isEqualTo(Path.of("/x/ferry"));
    assertThat(StoreLocation.of(Optional.empty(), Map.of("HOME", "/h", "XDG_CACHE_HOME", "x")))
        .isEqualTo(Path.of("/h/.cache/ferry"));
    assertThat(StoreLocation.of(Optional.of(Path.of("/s")), Map.of("HOME", "/h")))
        .isEqualTo(Path.of("/s"));
  }

  @Test
  void saysWhatToDoWithoutAHome() {
    assertThatThrownBy(() -> StoreLocation.of(Optional.empty(), Map.of()))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> assertThat(failure.hint().orElseThrow().english()).contains("--store"));
  }
}
