package dev.ferry.cli.command;

import dev.ferry.bundle.install.InstallReport;
import dev.ferry.bundle.install.InstallRequest;
import dev.ferry.bundle.install.Installer;
import dev.ferry.cli.output.Console;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry install BUNDLE --into DIR}: what {@code install.sh} does, with a shared cache. */
@Command(name = "install")
final class InstallCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();

  @Parameters(paramLabel = "BUNDLE", arity = "0..1", descriptionKey = "bundle.parameter")
  private Optional<String> bundle = Optional.empty();

  @Option(names = "--into", paramLabel = "DIR", required = true, descriptionKey = "install.into")
  private String into = "";

  @Option(names = "--python", paramLabel = "PYTHON", descriptionKey = "install.python")
  private Optional<String> python = Optional.empty();

  @Option(
      names = {"-t", "--target"},
      paramLabel = "TARGET",
      descriptionKey = "install.target")
  private Optional<String> target = Optional.empty();

  @Option(names = "--replace", descriptionKey = "install.replace")
  private boolean replace;

  @Option(names = "--rollback", descriptionKey = "install.rollback")
  private boolean rollback;

  @Option(names = "--no-smoke", descriptionKey = "install.no-smoke")
  private boolean noSmoke;

  @Option(names = "--link", paramLabel = "copy|hard", descriptionKey = "install.link")
  private LinkChoice link = LinkChoice.copy;

  /** The words of {@code --link}. */
  enum LinkChoice {
    copy,
    hard;

    InstallRequest.Link link() {
      return this == copy ? InstallRequest.Link.COPY : InstallRequest.Link.HARD;
    }
  }

  InstallCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path directory = invocation.path(into);
    if (rollback) {
      Installer.rollback(directory);
      invocation.console().print(directory.toString());
      return 0;
    }
    InstallRequest request =
        new InstallRequest(
            invocation.path(bundle.orElseThrow(InstallCommand::noBundle)),
            directory,
            python,
            target,
            replace,
            !noSmoke,
            link.link(),
            store.open(invocation).root());
    report(Installer.install(request, invocation.console().progress()));
    return 0;
  }

  private void report(InstallReport done) {
    Console console = invocation.console();
    if (console.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("directory", done.directory());
      document.put("target", done.target());
      document.put("digest", done.root());
      document.put("python", done.python());
      document.put("packages", done.packages());
      document.put("already", done.already());
      document.put("smoke", done.smoke());
      console.document(document);
      return;
    }
    done.smoke().forEach(line -> console.say(Text.same(line)));
    console.say(
        done.already()
            ? Text.of("already installed", "已经安装")
            : Text.of(
                "%s for Python %s",
                "%s，Python %s", Text.count(done.packages(), "package", "个软件包"), done.python()));
    console.print(done.directory().toString());
  }

  private static FerryException noBundle() {
    return new FerryException(Failure.USAGE, Text.of("missing `BUNDLE`", "缺少 `BUNDLE`"));
  }

  @Override
  public String toString() {
    return "install " + global;
  }
}
