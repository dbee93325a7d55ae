package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.archive.LayoutArchive;
import dev.ferry.oci.registry.Push;
import dev.ferry.oci.registry.PushPlan;
import dev.ferry.oci.registry.PushReport;
import dev.ferry.oci.registry.name.ImageName;
import dev.ferry.oci.registry.name.Repository;
import dev.ferry.store.FactStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry image push}: an archive into a registry. */
@Command(name = "push")
final class ImagePushCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private RegistryArguments registry = new RegistryArguments();

  @Parameters(
      index = "0",
      paramLabel = "ARCHIVE",
      arity = "1",
      descriptionKey = "image.push.archive")
  private String archive = "";

  @Parameters(index = "1", paramLabel = "NAME", arity = "1", descriptionKey = "image.push.name")
  private String name = "";

  @Option(
      names = "--mount-from",
      paramLabel = "REPOSITORY",
      descriptionKey = "image.push.mount-from")
  private Optional<String> mountFrom = Optional.empty();

  @Option(names = "--dry-run", descriptionKey = "image.push.dry-run")
  private boolean dryRun;

  ImagePushCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageName image = ImageName.parse(name);
    Optional<Repository> from = mountFrom.map(text -> repository(image, text));
    LayoutArchive opened = LayoutArchive.open(invocation.path(archive));
    FactStore facts = store.open(invocation).facts();
    try (Push push =
        new Push(
            opened, image, registry.settings(invocation), facts, invocation.console().progress())) {
      PushPlan plan = push.plan();
      return dryRun ? report(plan) : report(push.run(plan, from));
    }
  }

  /** Only blobs of the same registry can be mounted, so its name may be left out. */
  private static Repository repository(ImageName image, String text) {
    String host = image.repository().host() + "/";
    return ImageName.parse(text.startsWith(host) ? text : host + text).repository();
  }

  private int report(PushPlan plan) {
    Console console = invocation.console();
    Descriptor root = plan.image().root();
    if (console.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", plan.name());
      document.put("digest", root.digest());
      document.put("bytes", plan.bytes());
      document.put("blobs", blobs(plan));
      document.put("manifests", plan.image().documents().size());
      document.put("referrers", plan.image().referrers().size());
      console.document(document);
      return 0;
    }
    for (Descriptor blob : plan.lacking()) {
      console.print(blob.digest() + "  " + new DataSize(blob.size()));
    }
    console.print(
        Text.of(
            "would push %s to `%s`: %s to send, %s; %s there already",
            "将推送 %s 到 `%s`：需发送 %s，%s；已有 %s",
            root.digest(),
            plan.name(),
            Text.count(plan.lacking().size(), "blob", "个数据块"),
            new DataSize(plan.bytes()),
            Text.count(plan.present().size(), "blob", "个数据块")));
    return 0;
  }

  private static List<Map<String, Object>> blobs(PushPlan plan) {
    List<Map<String, Object>> blobs = new ArrayList<>();
    plan.lacking().forEach(blob -> blobs.add(blob(blob, false)));
    plan.present().forEach(blob -> blobs.add(blob(blob, true)));
    return blobs;
  }

  private static Map<String, Object> blob(Descriptor blob, boolean present) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("digest", blob.digest());
    fields.put("mediaType", blob.mediaType());
    fields.put("bytes", blob.size());
    fields.put("present", present);
    return fields;
  }

  private int report(PushReport report) {
    Console console = invocation.console();
    if (console.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", report.name());
      document.put("digest", report.digest());
      document.put("sent", report.sent());
      document.put("bytes", report.bytes());
      document.put("mounted", report.mounted());
      document.put("present", report.present());
      document.put("referrers", report.referrers());
      document.put("fallbackTag", report.fallbackTag());
      console.document(document);
      return 0;
    }
    console.say(
        Text.of(
            "sent %s, %s; mounted %d, there already %d",
            "已发送 %s，%s；挂载 %d 个，已有 %d 个",
            Text.count(report.sent(), "blob", "个数据块"),
            new DataSize(report.bytes()),
            report.mounted(),
            report.present()));
    if (report.referrers() > 0) {
      console.say(
          Text.of("attached %s", "已附加 %s", Text.count(report.referrers(), "statement", "份声明")));
    }
    console.print(report.name().toString());
    return 0;
  }

  @Override
  public String toString() {
    return "image push " + archive + " " + name + " " + global;
  }
}
