package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactStoreTest {
  @TempDir Path folder;

  @Test
  void keepsTheNewestRecordOfAKey() {
    FactStore facts = new FactStore(folder);
    assertThat(facts.find("page-1", "a")).isEmpty();
    assertThat(facts.put("page-1", "a", new byte[] {1})).isTrue();
    assertThat(facts.put("page-1", "a", new byte[] {2, 3})).isTrue();
    assertThat(facts.find("page-1", "a")).contains(new byte[] {2, 3});
    assertThat(facts.find("page-2", "a")).isEmpty();
    facts.forget("page-1", "a");
    assertThat(facts.find("page-1", "a")).isEmpty();
  }

  @Test
  void aDamagedRecordCountsAsAbsent() throws IOException {
    FactStore facts = new FactStore(folder);
    facts.put(
        "page-1",
        "key",
        "a record of some length".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Path file;
    try (var files = Files.walk(folder)) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      if (damaged.length == whole.length) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      assertThat(facts.find("page-1", "key")).isEmpty();
    }
  }

  @Test
  void aRecordThatCannotBeKeptIsNoError() throws IOException {
    Path file = Files.createFile(folder.resolve("not-a-folder"));
    assertThat(new FactStore(file).put("page-1", "a", new byte[1])).isFalse();
  }
}
