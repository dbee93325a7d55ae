package dev.ferry.oci.registry.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageNameTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @Test
  void partsAreRead() {
    ImageName name = ImageName.parse("Registry.example:5000/team/a__b/c-d.e:1.4.0@" + DIGEST);
    assertThat(name.repository().host()).isEqualTo("registry.example:5000");
    assertThat(name.repository().hostname()).isEqualTo("registry.example");
    assertThat(name.repository().path()).isEqualTo("team/a__b/c-d.e");
    assertThat(name.tag()).contains("1.4.0");
    assertThat(name.reference()).contains(DIGEST);
    assertThat(ImageName.parse("registry.example/a").reference()).isEmpty();
    assertThat(ImageName.parse("[::1]:5000/a:b").repository().isLoopback()).isTrue();
    assertThat(ImageName.parse("localhost/a:b").repository().isLoopback()).isTrue();
    assertThat(ImageName.parse("127.0.0.1:5/a:b").repository().isLoopback()).isTrue();
    assertThat(ImageName.parse("127.0.0.1.example/a:b").repository().isLoopback()).isFalse();
  }

  @Test
  void namespacesBeginWithTheLongest() {
    assertThat(ImageName.parse("registry.example:1/a/b/c").repository().namespaces())
        .containsExactly(
            "registry.example:1/a/b/c",
            "registry.example:1/a/b",
            "registry.example:1/a",
            "registry.example:1");
  }

  @Test
  void whatIsNoNameIsRefused() {
    for (String wrong :
        List.of(
            "",
            "a",
            "a:1",
            "paddle/a:1",
            "registry.example",
            "registry.example/",
            "registry.example/A:1",
            "registry.example/a/",
            "registry.example/a//b",
            "registry.example/../b",
            "registry.example/a:",
            "registry.example/a:-b",
            "registry.example/a@sha256:00",
            "registry.example/a@md5:00",
            "registry.example:99999/a",
            "me:pw@registry.example/a",
            "https://registry.example/a",
            "registry.example/a?b",
            "registry.example/" + "a".repeat(300))) {
      assertThatThrownBy(() -> ImageName.parse(wrong))
          .as(wrong)
          .isInstanceOfSatisfying(
              FerryException.class,
              failure -> assertThat(failure.failure()).isEqualTo(Failure.USAGE));
    }
  }

  @Test
  void aTagThatMovesIsRefused() {
    assertThatThrownBy(() -> ImageName.parse("registry.example/a:latest"))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> assertThat(failure.failure()).isEqualTo(Failure.REFUSED));
  }

  @Test
  void anyTextIsANameOrNamed() {
    Random random = new Random(3);
    String letters = "ab1._-/:@[]Z%\u4e00 ";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "r.example/" : "");
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        ImageName name = ImageName.parse(text.toString());
        assertThat(ImageName.parse(name.toString())).isEqualTo(name);
      } catch (FerryException named) {
        assertThat(named.getMessage()).isNotBlank();
      }
    }
  }
}
