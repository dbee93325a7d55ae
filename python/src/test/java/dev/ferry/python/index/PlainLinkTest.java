package dev.ferry.python.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainLinkTest {
  private static final List<String> PAGES =
      List.of(
          "https://index.example/simple/numpy/",
          "https://index.example:8443/a/b/c/",
          "https://index.example/simple/numpy/index.html",
          "https://index.example/");
  private static final List<String> PIECES =
      List.of(
          "https://",
          "http://",
          "files.example",
          "../",
          "./",
          "/",
          "//",
          "..",
          ".",
          "%2B",
          "a",
          "numpy-1.0-py3-none-any.whl",
          "b_c",
          "+cu118",
          "@",
          ":",
          ":8080",
          "?x=1",
          "#y",
          "~",
          " ",
          "\u00e9",
          "\\",
          "=",
          "-");

  @Test
  void aLinkThatIsTakenIsWhatResolvingItGives() {
    Random random = new Random(7);
    int taken = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder link = new StringBuilder();
      for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
        link.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      URI page = URI.create(PAGES.get(random.nextInt(PAGES.size())));
      String found = PlainLink.of(page).find(link.toString());
      if (found != null) {
        taken++;
        assertThat(found).as("%s on %s", link, page).isEqualTo(resolved(page, link.toString()));
      }
    }
    assertThat(taken).isGreaterThan(5_000);
  }

  private static String resolved(URI page, String link) {
    URI target = URI.create(link);
    assertThat(target.getRawUserInfo()).isNull();
    assertThat(target.getRawQuery()).isNull();
    assertThat(page.resolve(target).getHost()).isNotNull();
    return target.isAbsolute() ? target.toString() : page.resolve(target).toString();
  }

  @Test
  void usualLinksAreTaken() {
    PlainLink links = PlainLink.of(URI.create("https://index.example/pypi/simple/six/"));
    assertThat(links.find("../../packages/ab/six-1.16.0-py2.py3-none-any.whl"))
        .isEqualTo("https://index.example/pypi/packages/ab/six-1.16.0-py2.py3-none-any.whl");
    assertThat(links.find("/packages/six-1.16.0.tar.gz"))
        .isEqualTo("https://index.example/packages/six-1.16.0.tar.gz");
    assertThat(links.find("https://files.example/six-1.16.0.tar.gz"))
        .isEqualTo("https://files.example/six-1.16.0.tar.gz");
  }

  @Test
  void aPageThatIsNotSecureGetsNoShortWay() {
    PlainLink links = PlainLink.of(URI.create("http://index.example/simple/six/"));
    assertThat(links.find("six-1.16.0.tar.gz")).isNull();
    assertThat(links.find("http://files.example/six-1.16.0.tar.gz")).isNull();
  }
}
