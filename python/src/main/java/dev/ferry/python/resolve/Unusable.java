package dev.ferry.python.resolve;

import dev.ferry.model.Target;
import dev.ferry.model.Text;
import java.util.List;

/**
 * Why a release cannot be taken. Each prose is a clause that follows the package and its versions:
 * "{@code numpy} 2.4.0 <i>requires Python &gt;=3.11</i>".
 */
public sealed interface Unusable {
  Text prose();

  /** Releases whose reasons have equal keys are named together. */
  default String key() {
    return prose().english();
  }

  /** No wheel runs on the target, and there is no source that may be built. */
  record NoTag(Target target, List<String> tags) implements Unusable {
    @Override
    public Text prose() {
      return NearestTag.describe(target, tags);
    }
  }

  /** It does not support the target's Python. */
  record RequiresPython(String specifiers, String python) implements Unusable {
    @Override
    public Text prose() {
      return Text.of(
          "requires Python %s, target has %s", "需要 Python %s，目标为 %s", specifiers, python);
    }
  }

  /** It was withdrawn and is not pinned. */
  record Yanked(String reason) implements Unusable {
    @Override
    public Text prose() {
      return reason.isEmpty()
          ? Text.of("was yanked", "已被撤回 (yanked)")
          : Text.of("was yanked (%s)", "已被撤回 (yanked：%s)", reason);
    }

    @Override
    public String key() {
      return "yanked";
    }
  }

  /** It was uploaded too late. */
  record TooNew(String date) implements Unusable {
    @Override
    public Text prose() {
      return Text.of("was uploaded after %s", "上传时间晚于 %s", date);
    }
  }

  /** Its page does not say when it was uploaded, and that is needed. */
  record NoUploadTime() implements Unusable {
    @Override
    public Text prose() {
      return Text.of("has no upload time on its page", "页面上没有上传时间");
    }
  }

  /** Its metadata cannot be read or contradicts its name. */
  record BadMetadata(Text what) implements Unusable {
    @Override
    public Text prose() {
      return Text.of("has metadata that cannot be used (%s)", "的元数据不可用 (%s)", what);
    }
  }

  /** It exists only as source, which may not or cannot be built. */
  record NeedsBuild(Text why) implements Unusable {
    @Override
    public Text prose() {
      return Text.of("exists only as source (%s)", "只有源码 (%s)", why);
    }
  }

  /** It exists only as source, and the user wants wheels alone. */
  record BuildForbidden() implements Unusable {
    @Override
    public Text prose() {
      return Text.of("exists only as source (building it is not allowed)", "只有源码 (不允许构建)");
    }
  }

  /** The user wants it built from source, and there is none. */
  record NoSource() implements Unusable {
    @Override
    public Text prose() {
      return Text.of(
          "has no source archive, and `--no-binary` takes no wheel",
          "没有源码包，而 `--no-binary` 不采用 wheel");
    }
  }

  /** Every wheel that its tags would allow has something in it that the target lacks. */
  record Unfit(List<UnfitWheel> wheels) implements Unusable {
    /** One wheel and why not. */
    record UnfitWheel(String filename, Misfit misfit) {}

    @Override
    public Text prose() {
      Text all = wheels.getFirst().misfit().prose();
      for (UnfitWheel wheel : wheels.subList(1, wheels.size())) {
        all =
            Text.of(
                "%s; in `%s` %s", "%s；`%s` 中 %s", all, wheel.filename(), wheel.misfit().prose());
      }
      return Text.of("does not fit: %s", "不适合：%s", all);
    }

    @Override
    public String key() {
      Misfit first = wheels.getFirst().misfit();
      return "unfit " + first.kind() + first.need() + first.have();
    }
  }

  /** Its page gives no hash. */
  record Unhashed() implements Unusable {
    @Override
    public Text prose() {
      return Text.of(
          "has no sha256 on its page (`--allow-unhashed` takes it)",
          "页面上没有 sha256 (`--allow-unhashed` 可放行)");
    }
  }

  /** Hashes are required and none of those given is this file's. */
  record HashNotListed(boolean anyListed) implements Unusable {
    @Override
    public Text prose() {
      return anyListed
          ? Text.of("has none of the hashes given", "与给出的哈希都不符")
          : Text.of("has no hash given, and hashes are required", "没有给出哈希，而此处要求哈希");
    }
  }

  /** It needs a package from a URL that the request itself does not name. */
  record UrlDependency(String requirement) implements Unusable {
    @Override
    public Text prose() {
      return Text.of(
          "depends on `%s`, a URL that was not asked for", "依赖 `%s`，该 URL 未被请求", requirement);
    }
  }
}
