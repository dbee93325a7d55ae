package dev.ferry.python.reqfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsFileTest {
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private RequirementsFile read(String text) throws IOException {
    return RequirementsFile.read(write("requirements.txt", text), Map.of("TOKEN", "s3cret"));
  }

  private List<String> mistakes(String text) throws IOException {
    Path file = write("requirements.txt", text);
    FerryException failure =
        catchThrowableOfType(
            FerryException.class, () -> RequirementsFile.read(file, Map.of("TOKEN", "s3cret")));
    assertThat(failure).isNotNull();
    assertThat(failure.failure()).isEqualTo(Failure.USAGE);
    return failure.reasons().stream()
        .map(reason -> reason.english().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void everythingOneFileCanSay() throws IOException {
    write("nested/base.txt", "numpy>=1.21 # from the nested file\n-c ../limits.txt\n");
    write("limits.txt", "protobuf<4\n");
    Files.createDirectories(folder.resolve("wheels"));
    RequirementsFile file =
        read(
            """
            # -*- coding: utf-8 -*-
            -r nested/base.txt
            --index-url https://user:${TOKEN}@index.example/simple
            --extra-index-url=https://index.example/extra --trusted-host index.example
            --find-links wheels
            --only-binary numpy,Foo.Bar --pre
            --no-binary=numpy
            Paddle_X[gpu] >= 2.6 ; python_version < "3.13" \\
                --hash=sha256:%s \\
                --hash sha256:%s
            visualdl @ https://index.example/visualdl-2.5.0-py3-none-any.whl
            https://index.example/jieba-0.42.1.tar.gz#egg=jieba
            -e git+https://index.example/app.git@v1#egg=app[web]
            """
                .formatted(SHA256, SHA256.replace('0', '1')));
    assertThat(file.requirements())
        .map(line -> line.requirement() + " " + line.origin().line())
        .containsExactly(
            "numpy>=1.21 1",
            "paddle-x[gpu]>=2.6; python_version < \"3.13\" 8",
            "visualdl @ https://index.example/visualdl-2.5.0-py3-none-any.whl 11");
    assertThat(file.requirements().get(1).hashes())
        .map(hash -> hash.sha256().orElseThrow().hex())
        .containsExactly(SHA256, SHA256.replace('0', '1'));
    assertThat(file.constraints()).map(RequirementLine::requirement).hasToString("[protobuf<4]");
    assertThat(file.direct()).map(line -> line.name().orElse("")).containsExactly("jieba", "app");
    assertThat(file.direct().get(1).editable()).isTrue();
    assertThat(file.direct().get(1).extras()).containsExactly("web");
    IndexOptions options = file.options();
    assertThat(options.indexUrl()).contains("https://user:s3cret@index.example/simple");
    assertThat(options.extraIndexUrls()).containsExactly("https://index.example/extra");
    assertThat(options.findLinks()).containsExactly(folder.resolve("wheels").toString());
    assertThat(options.onlyBinary()).containsExactly("foo-bar");
    assertThat(options.noBinary()).containsExactly("numpy");
    assertThat(options.pre()).isTrue();
    assertThat(options.requireHashes()).isTrue();
    assertThat(options.trustedHosts()).containsExactly("index.example");
  }

  @Test
  void allMistakesAreReportedWithTheirPlaces() throws IOException {
    assertThat(
            mistakes(
                """
                numpy>=1.*
                --idnex-url https://index.example/simple
                pandas \\
                  >= 1, \\
                  ~= 2
                -r missing.txt
                scipy --hash=md5:abc
                scikit-learn --pre
                foo --hash=sha256:%s ; python_version < "3"
                ./nowhere/app
                ./app.tar.gz
                -e nowhere
                -r https://index.example/r.txt
                --require-hashes=yes
                --no-
                -i
                """
                    .formatted(SHA256)))
        .containsExactly(
            "requirements.txt:1:8: `.*` goes only with `==` and `!=` and a version of numbers"
                + " alone",
            "requirements.txt:2:1: unknown option `--idnex-url`, did you mean `--index-url`?",
            "requirements.txt:5:5: `~=` wants at least two numbers",
            "requirements.txt:6:1: cannot read `missing.txt`: it does not exist",
            "requirements.txt:7:7: want `--hash=sha256:<64 hex digits>` (or sha384, sha512)",
            "requirements.txt:8:14: `--pre` has no effect behind a requirement, write it on a line"
                + " of its own",
            "requirements.txt:9:84: unexpected `;` behind the options",
            "requirements.txt:10:1: looks like a path, but `./nowhere/app` is neither a folder nor"
                + " an archive",
            "requirements.txt:11:1: looks like an archive, but there is no file `./app.tar.gz`",
            "requirements.txt:12:1: `nowhere` is neither a folder nor a version control address"
                + " such as `git+https://...`",
            "requirements.txt:13:1: a requirements file behind a URL is not fetched; download it"
                + " and name the file",
            "requirements.txt:14:1: `--require-hashes=yes` takes no value",
            "requirements.txt:15:1: `--no-` may be --no-index, --no-binary, --no-require-hashes",
            "requirements.txt:16:1: `-i` needs a value");
  }

  @Test
  void optionsThatOnlyPipHasAreRefusedWithWhatToWriteInstead() throws IOException {
    assertThat(mistakes("--all-releases :all:\n--only-final a\n--timeout=9\n"))
        .allMatch(mistake -> mistake.contains("is pip's and not understood here: "))
        .hasSize(3);
  }

  @Test
  void optionsWithoutEffectAreKeptForAWarning() throws IOException {
    IndexOptions options = read("--use-feature fast-deps\na -C x=y\n").options();
    assertThat(options.useFeatures()).containsExactly("fast-deps");
    assertThat(options.configSettings()).hasSize(1);
    assertThat(options.configSettings().getFirst()).endsWith("requirements.txt:2");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() throws IOException {
    assertThat(mistakes("a\n-i https://u:${SECRET}@index.example/simple  # ${COMMENT}\n"))
        .containsExactly(
            "requirements.txt:2:14: the environment variable of `${SECRET}` is not set");
  }

  @Test
  void includesThatLeadBackAreFound() throws IOException {
    write("other.txt", "numpy\n-r requirements.txt\n");
    assertThat(mistakes("-r other.txt\n"))
        .containsExactly(
            "other.txt:2:1: `requirements.txt` includes itself"
                .replace("`requirements.txt`", "`requirements.txt`"));
  }

  @Test
  void oneFileMayBeIncludedTwice() throws IOException {
    write("base.txt", "numpy\n");
    write("other.txt", "-r base.txt\n");
    assertThat(read("-r base.txt\n-r other.txt\n").requirements()).hasSize(2);
  }

  @Test
  void constraintsBeginWithANameAndHaveNoExtras() throws IOException {
    write("limits.txt", "a[b]<1\nhttps://index.example/a-1.zip\n");
    assertThat(mistakes("-c limits.txt\n"))
        .containsExactly(
            "limits.txt:1:1: a constraint cannot have extras",
            "limits.txt:2:1: a constraint must begin with the name of a distribution");
  }

  @Test
  void encodings() throws IOException {
    Path gbk = folder.resolve("gbk.txt");
    String text = "# coding: gbk\nnumpy # 数组\n./目录/x; os_name == '甲'";
    Files.createDirectories(folder.resolve("目录"));
    Files.write(gbk, "# coding: gbk\nnumpy ; os_name != '甲'\n".getBytes(Charset.forName("GBK")));
    assertThat(RequirementsFile.read(gbk, Map.of()).requirements().getFirst().requirement())
        .hasToString("numpy; os_name != \"甲\"");
    Path utf16 = folder.resolve("utf16.txt");
    Files.write(utf16, "\uFEFFnumpy\r\npandas\r\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(RequirementsFile.read(utf16, Map.of()).requirements()).hasSize(2);
    Path undeclared = folder.resolve("undeclared.txt");
    Files.write(undeclared, text.substring(14).getBytes(Charset.forName("GBK")));
    FerryException failure =
        catchThrowableOfType(
            FerryException.class, () -> RequirementsFile.read(undeclared, Map.of()));
    assertThat(failure.reasons().getFirst().english()).contains("the bytes are not UTF-8");
  }

  @Test
  void foldersAndArchivesOnThisMachine() throws IOException {
    Path app = Files.createDirectories(folder.resolve("my app"));
    Path wheel = Files.createFile(folder.resolve("foo-1.0-py3-none-any.whl"));
    RequirementsFile file =
        read("%s[web]; os_name == 'posix'\n%s\n-e '%s'\n".formatted(app, wheel, app));
    assertThat(file.direct())
        .map(DirectLine::location)
        .containsExactly(
            new DirectLine.Location.Local(app),
            new DirectLine.Location.Local(wheel),
            new DirectLine.Location.Local(app));
    assertThat(file.direct().getFirst().extras()).containsExactly("web");
    assertThat(file.direct().get(1).name()).contains("foo");
  }
}
