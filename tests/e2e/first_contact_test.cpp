#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

// What a newcomer meets in the first ten minutes: each mistake is answered in one line that says
// what, and what to do.
namespace tidings::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

struct Mistake {
  const char* name;
  std::vector<std::string> arguments;  // FOLDER and PORT stand for what the test has
  int code;
  const char* says;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

class FirstContact : public testing::TestWithParam<Mistake> {
 protected:
  FirstContact() {
    site_.publish(made_up_story(1));
    place_.configure({site_.source("post")});
    std::ofstream(folder() / "file") << "not what is meant";
    std::ofstream(folder() / "port.yaml")
        << "corpus: c\nstate: s.db\nmetrics: 127.0.0.1:" << site_.server().port()
        << "\nsources: []\n";
    std::ofstream(folder() / "socket.yaml")
        << "corpus: c\nstate: s.db\nmetrics: unix:/no/such/folder/socket\nsources: []\n";
    std::ofstream(folder() / "far.yaml")
        << "corpus: c\nstate: s.db\nmetrics: 192.0.2.1:9099\nsources: []\n";
    std::ofstream(folder() / "typo.yaml") << "corpus: c\nstate: s.db\nsorces: []\n";
    std::ofstream(folder() / "broken.yaml") << "corpus: [c\nstate: s.db\n";
  }
  [[nodiscard]] const fs::path& folder() const { return place_.folder(); }
  [[nodiscard]] Ended run(std::vector<std::string> arguments) const {
    for (std::string& argument : arguments) {
      if (const auto at = argument.find("FOLDER"); at != std::string::npos)
        argument.replace(at, 6, folder().string());
    }
    return run_tidings(folder(), arguments);
  }

  NewsSite site_;
  Workplace place_;
};

TEST_P(FirstContact, IsAnsweredInOneHelpfulLine) {
  const Ended ended = run(GetParam().arguments);
  EXPECT_EQ(ended.code, GetParam().code) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr(GetParam().says));
  EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
}

const std::string kGood = "FOLDER/tidings.yaml";

INSTANTIATE_TEST_SUITE_P(
    Mistakes, FirstContact,
    testing::Values(
        Mistake{"NoCommand", {}, 2, "a command is missing; see tidings --help"},
        Mistake{"MisspeltCommand", {"fetsh"}, 2, "did you mean \"fetch\"?"},
        Mistake{"MisspeltOption", {"status", "--jsn"}, 2, "did you mean \"--json\"?"},
        Mistake{"OneArgumentTooMany", {"--config", kGood, "check", "x"}, 2, "no further argument"},
        Mistake{"NoConfiguration", {"run"}, 2, "name a configuration with --config"},
        Mistake{"WrongPathOfTheConfiguration",
                {"--config", "FOLDER/tidings.yml", "run"},
                2,
                "No such file"},
        Mistake{"AFolderAsConfiguration", {"--config", "FOLDER", "run"}, 2, "it is a folder"},
        Mistake{"MisspeltKey",
                {"--config", "FOLDER/typo.yaml", "check"},
                2,
                "typo.yaml:3:1: unknown key \"sorces\"; did you mean \"sources\""},
        Mistake{"BrokenYaml", {"--config", "FOLDER/broken.yaml", "check"}, 2, "broken.yaml:"},
        Mistake{
            "NoParentOfTheCorpus",
            {"--config", kGood, "--corpus", "/no/such/corpus", "--state", "FOLDER/s.db", "fetch"},
            2,
            "create it, or choose another"},
        Mistake{"AFileAsCorpus",
                {"--config", kGood, "--corpus", "FOLDER/file", "fetch"},
                3,
                "Not a directory"},
        Mistake{"PortTaken",
                {"--config", "FOLDER/port.yaml", "run"},
                3,
                "another process holds it (ss -ltnp shows which)"},
        Mistake{"NoFolderForTheSocket",
                {"--config", "FOLDER/socket.yaml", "run"},
                3,
                "the folder of the socket does not exist"},
        Mistake{"MisspeltSource", {"--config", kGood, "fetch", "pots"}, 2, "did you mean 'post'?"},
        Mistake{"ReloadWithoutADaemon", {"--config", kGood, "reload"}, 1, "no daemon runs"},
        Mistake{"ExtractOfAMissingFile",
                {"extract", "FOLDER/nothing.html"},
                1,
                "cannot be opened: No such file"},
        Mistake{"ExtractOfAFolder", {"extract", "FOLDER"}, 1, "it is a folder"},
        Mistake{"FeedOfAMissingFile",
                {"feed", "FOLDER/nothing.xml"},
                1,
                "cannot be opened: No such file"},
        Mistake{"OpmlOfAMissingFile",
                {"opml", "FOLDER/nothing.opml"},
                2,
                "cannot be opened: No such file"},
        Mistake{"ImportOfAMissingFolder",
                {"--config", kGood, "import", "FOLDER/nothing"},
                3,
                "there is no folder"},
        Mistake{"AddressWithoutAScheme",
                {"discover", "news.example"},
                1,
                "did you mean https://news.example?"},
        Mistake{"NoAddress", {"discover", "ftp://news.example/"}, 1, "not an http or https"},
        Mistake{"UnknownHost",
                {"--config", kGood, "discover", "http://no-such-host.invalid/"},
                1,
                "does not resolve"}),
    [](const auto& test) { return test.param.name; });

// Root may write anywhere: the tests then become somebody else.
class AsSomebody : public FirstContact {
 protected:
  // What the shell command says as a user without rights; skipped where that cannot be.
  [[nodiscard]] std::string say(const std::string& arguments) const {
    const fs::path out = folder() / "said";
    fs::permissions(folder(), fs::perms::all);
    const std::string command =
        fmt::format("setpriv --reuid=65534 --regid=65534 --clear-groups {} {} 2>{} >/dev/null",
                    TIDINGS_BINARY, arguments, out.string());
    if (std::system(command.c_str()) == -1) return "";
    return read_file(out);
  }
};

TEST_F(AsSomebody, ACorpusThatMayNotBeWrittenIsExplained) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to become somebody else";
  fs::create_directory(folder() / "closed");
  fs::permissions(folder() / "closed", fs::perms(0755));
  const std::string said =
      say(fmt::format("--config {0}/tidings.yaml --corpus {0}/closed/corpus "
                      "--state {0}/state.db fetch",
                      folder().string()));
  EXPECT_THAT(said, HasSubstr("Permission denied; run it as the owner of the folder"));
}

TEST_F(AsSomebody, AConfigurationThatMayNotBeReadIsExplained) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to become somebody else";
  fs::permissions(folder() / "tidings.yaml", fs::perms(0600));
  EXPECT_THAT(say(fmt::format("--config {}/tidings.yaml check", folder().string())),
              HasSubstr("tidings.yaml: cannot be read: Permission denied"));
}

TEST_F(FirstContact, AReaderThatGoesAwayIsNoCrash) {
  const std::string command = fmt::format(
      "for i in 1 2 3 4 5; do {{ {0} --config {1}/tidings.yaml fetch; echo $? >>{1}/codes; }} 2>&1 "
      "| true; done",
      TIDINGS_BINARY, folder().string());
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_THAT(read_file(folder() / "codes"), Not(HasSubstr("134")));
}

}  // namespace
}  // namespace tidings::test
