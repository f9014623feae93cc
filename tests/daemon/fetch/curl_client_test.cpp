#include <filesystem>

#include "tests/daemon/fetch/curl_client_fixture.hpp"
#include "tests/support/compress.hpp"

namespace tidings::fetch {
namespace {

using test::answer;
using test::hang;
using test::page;
using test::Reply;

TEST_F(CurlClientTest, GivesStatusHeadersBodyAndPeer) {
  server_.on("/a", page("<p>hello", {{"ETag", "\"x\""}, {"X-Robots-Tag", "noai"}}));
  const Outcome outcome = get("/a");
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->status, 200);
  EXPECT_EQ(outcome->body, "<p>hello");
  EXPECT_EQ(outcome->headers.get("etag"), "\"x\"");
  EXPECT_EQ(outcome->headers.get("x-robots-tag"), "noai");
  EXPECT_EQ(outcome->remote_address, "127.0.0.1:" + std::to_string(server_.port()));
}

TEST_F(CurlClientTest, Promise24SendsValidatorsByteForByte) {
  server_.on("/a", answer(304));
  Exchange e = exchange(server_.url("/a"));
  e.validators = {.etag = "W/\"a b,\\\xe4;--gzip",
                  .last_modified = "Mon,  01 Jan 2024 1:2:3 +0100"};
  const Outcome outcome = get(std::move(e));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->status, 304);
  const auto seen = server_.seen().at(0).headers;
  EXPECT_EQ(seen.at("if-none-match"), "W/\"a b,\\\xe4;--gzip");
  EXPECT_EQ(seen.at("if-modified-since"), "Mon,  01 Jan 2024 1:2:3 +0100");
}

TEST_F(CurlClientTest, IsUnconditionalWithoutValidators) {
  server_.on("/a", page("x"));
  ASSERT_TRUE(get("/a"));
  EXPECT_FALSE(server_.seen().at(0).headers.contains("if-none-match"));
  EXPECT_FALSE(server_.seen().at(0).headers.contains("if-modified-since"));
}

TEST_F(CurlClientTest, SaysWhoItIsAndWhatItTakes) {
  server_.on("/a", page("x"));
  ASSERT_TRUE(get("/a"));
  const auto seen = server_.seen().at(0).headers;
  EXPECT_EQ(seen.at("user-agent"), "tidings/1.0");
  EXPECT_EQ(seen.at("accept-encoding"), "gzip, deflate, br, zstd");
  EXPECT_THAT(seen.at("accept"), testing::StartsWith("text/html"));
}

TEST_F(CurlClientTest, CredentialsCookiesAndOwnHeadersGoAlongWhenTheyAreFor) {
  access_->credentials = config::Credentials{"user", "secret", ""};
  access_->cookies = "session=1";
  access_->headers = {{"X-Key", "k"}, {"Accept-Language", "de"}};
  server_.on("/a", page("x"));
  Exchange e = exchange(server_.url("/a"));
  e.with_credentials = true;
  e.cookie = "step=2";
  ASSERT_TRUE(get(std::move(e)));
  const auto seen = server_.seen().at(0).headers;
  EXPECT_EQ(seen.at("authorization"), "Basic dXNlcjpzZWNyZXQ=");
  EXPECT_EQ(seen.at("cookie"), "session=1; step=2");
  EXPECT_EQ(seen.at("x-key"), "k");
  EXPECT_EQ(seen.at("accept-language"), "de");
}

TEST_F(CurlClientTest, CredentialsStayAtHomeElse) {
  access_->credentials = config::Credentials{"", "", "token"};
  access_->cookies = "session=1";
  access_->headers = {{"X-Key", "k"}, {"Authorization", "Basic x"}, {"Accept-Language", "de"}};
  server_.on("/a", page("x"));
  ASSERT_TRUE(get("/a"));
  const auto seen = server_.seen().at(0).headers;
  for (const char* name : {"authorization", "cookie", "x-key"}) {
    EXPECT_FALSE(seen.contains(name)) << name;
  }
  EXPECT_EQ(seen.at("accept-language"), "de");
}

TEST_F(CurlClientTest, ABearerTokenIsSent) {
  access_->credentials = config::Credentials{"", "", "token"};
  server_.on("/a", page("x"));
  Exchange e = exchange(server_.url("/a"));
  e.with_credentials = true;
  ASSERT_TRUE(get(std::move(e)));
  EXPECT_EQ(server_.seen().at(0).headers.at("authorization"), "Bearer token");
}

TEST_F(CurlClientTest, ALineBreakInAHeaderForgesNone) {
  server_.on("/a", page("x"));
  Exchange e = exchange(server_.url("/a"));
  e.validators.etag = "\"x\"\r\nX-Forged: 1";
  ASSERT_TRUE(get(std::move(e)));
  EXPECT_FALSE(server_.seen().at(0).headers.contains("x-forged"));
}

TEST_F(CurlClientTest, DoesNotFollowRedirectsItself) {
  server_.on("/a", test::redirect(301, "/b"));
  const Outcome outcome = get("/a");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->status, 301);
  EXPECT_EQ(outcome->headers.get("location"), "/b");
  EXPECT_EQ(server_.seen().size(), 1U);
}

TEST_F(CurlClientTest, UndoesContentCodings) {
  server_.on("/gzip", page(test::gzip("text"), {{"Content-Encoding", "gzip"}}));
  server_.on("/br", page(test::brotli("text"), {{"Content-Encoding", "br"}}));
  server_.on("/two", page(test::gzip("te") + test::gzip("xt"), {{"Content-Encoding", "gzip"}}));
  for (const char* target : {"/gzip", "/br", "/two"}) {
    const Outcome outcome = get(target);
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->body, "text");
  }
}

TEST_F(CurlClientTest, ASitemapFileInGzipIsUnwrapped) {
  server_.on("/sitemap.xml.gz",
             answer(200, test::gzip("<urlset/>"), {{"Content-Type", "application/x-gzip"}}));
  const Outcome outcome = get("/sitemap.xml.gz", Purpose::kSitemap);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->body, "<urlset/>");
}

TEST_F(CurlClientTest, ATruncatedGzipBodyIsNamed) {
  const string packed = test::gzip(string(5000, 'a') + "b");
  server_.on("/a", page(packed.substr(0, packed.size() - 9), {{"Content-Encoding", "gzip"}}));
  const Failure failure = failure_of("/a");
  EXPECT_EQ(failure.kind, FailureKind::kTruncated);
  EXPECT_THAT(failure.message, testing::HasSubstr("gzip body ends early"));
}

TEST_F(CurlClientTest, AnUnknownCodingIsNamed) {
  server_.on("/a", page("x", {{"Content-Encoding", "snappy"}}));
  EXPECT_EQ(failure_of("/a").kind, FailureKind::kBadEncoding);
}

TEST_F(CurlClientTest, TwoDifferentContentLengthsAreNamed) {
  Reply reply;
  reply.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 2\r\n\r\nabcd");
  server_.on("/a", reply);
  const Failure failure = failure_of("/a");
  EXPECT_EQ(failure.kind, FailureKind::kProtocol);
  EXPECT_THAT(failure.message, testing::HasSubstr("two different Content-Length"));
}

TEST_F(CurlClientTest, TwoEqualContentLengthsAreTaken) {
  Reply reply;
  reply.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nabcd");
  server_.on("/a", reply);
  EXPECT_TRUE(get("/a"));
}

TEST_F(CurlClientTest, ABodyThatIsCutShortIsTruncated) {
  Reply cut;
  cut.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabcd").close();
  server_.on("/length", cut);
  Reply chunked;
  chunked.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n").close();
  server_.on("/chunked", chunked);
  Reply reset;
  reset.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabcd").reset();
  server_.on("/reset", reset);
  for (const char* target : {"/length", "/chunked", "/reset"}) {
    EXPECT_EQ(failure_of(target).kind, FailureKind::kTruncated) << target;
  }
}

TEST_F(CurlClientTest, WhatIsNotHttpIsAProtocolFailure) {
  Reply garbage;
  garbage.send("hello\n\nthere").close();
  server_.on("/garbage", garbage);
  Reply chunk;
  chunk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabcd\r\n");
  server_.on("/chunk", chunk);
  Reply length;
  length.send("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabcd").close();
  server_.on("/length", length);
  Reply number;
  number.send("HTTP/1.1 200 OK\r\nContent-Length: 2x\r\n\r\nabcd").close();
  server_.on("/number", number);
  Reply version;
  version.send("HTTP/7.3 200 OK\r\nContent-Length: 4\r\n\r\nabcd").close();
  server_.on("/version", version);
  Reply upgrade;
  upgrade.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n").close();
  server_.on("/upgrade", upgrade);
  for (const char* target : {"/garbage", "/chunk", "/length", "/number", "/version", "/upgrade"}) {
    EXPECT_EQ(failure_of(target).kind, FailureKind::kProtocol) << target;
  }
}

TEST_F(CurlClientTest, AResetBeforeTheAnswerIsAConnectFailure) {
  Reply reset;
  reset.reset();
  server_.on("/a", reset);
  EXPECT_EQ(failure_of("/a").kind, FailureKind::kConnect);
}

TEST_F(CurlClientTest, ConnectionsAreReused) {
  server_.on("/a", page("x"));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(get("/a"));
  EXPECT_EQ(server_.connections(), 1);
}

TEST_F(CurlClientTest, Promise30DescriptorsAreFlatOver10000FetchesIncludingFailures) {
  server_.on("/good", page("x"));
  server_.on("/gone", answer(404, "no"));
  server_.on("/cut", Reply().send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx").close());
  server_.on("/reset", Reply().reset());
  const auto round = [&] {
    for (const char* target : {"/good", "/gone", "/good", "/cut", "/good", "/reset"})
      (void)get(target);
  };
  const auto descriptors = [] {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return std::distance(begin(all), end(all));
  };
  round();
  const auto before = descriptors();
  for (int i = 0; i < 10'000 / 6; ++i) round();
  EXPECT_LE(descriptors(), before + 2);  // both ends of one connection may still be closing
}

TEST_F(CurlClientTest, ACancelledExchangeIsNotCalledBack) {
  server_.on("/a", hang());
  bool called = false;
  const auto id = client_->start(exchange(server_.url("/a")), [&](Outcome) { called = true; });
  client_->drive(10ms);
  client_->cancel(id);
  client_->cancel(id);
  client_->drive(0ms);
  EXPECT_FALSE(called);
}

TEST_F(CurlClientTest, WakeEndsTheWait) {
  const auto start = clock_.steady();
  std::thread other([&] { client_->wake(); });
  client_->drive(10s);
  other.join();
  EXPECT_LT(clock_.steady() - start, 5s);
}

TEST_F(CurlClientTest, ACallbackMayStartAnother) {
  server_.on("/a", page("a"));
  server_.on("/b", page("b"));
  string body;
  client_->start(exchange(server_.url("/a")), [&](Outcome) {
    client_->start(exchange(server_.url("/b")), [&](Outcome second) { body = second->body; });
  });
  while (body.empty()) client_->drive(100ms);
  EXPECT_EQ(body, "b");
}

class CurlClientTlsTest : public testing::Test {
 protected:
  Outcome get(const string& url) {
    Exchange e;
    e.url = url;
    e.access = access_;
    std::optional<Outcome> result;
    client_->start(std::move(e), [&](Outcome outcome) { result.emplace(std::move(outcome)); });
    while (!result) client_->drive(100ms);
    return std::move(*result);
  }
  SystemClock clock_;
  ByteBudget budget_{64'000'000};
  test::TestCa ca_;
  TestServer server_{ca_.server_context({"site.test", "127.0.0.1"})};
  std::shared_ptr<config::Access> access_ = std::make_shared<config::Access>();
  std::unique_ptr<HttpClient> client_ = make_curl_client({"t"}, clock_, budget_);
};

TEST_F(CurlClientTlsTest, TheCaFileAndConnectToOfTheSourceAreUsed) {
  server_.on("/a", page("secure"));
  access_->allow_private = true;
  access_->ca_file = ca_.ca_file();
  access_->connect_to = {server_.connect_to("site.test")};
  const Outcome outcome = get("https://site.test/a");
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->body, "secure");
  EXPECT_GT(outcome->timings.tls, Micros(0));
}

TEST_F(CurlClientTlsTest, AnUnknownCaIsATlsFailureThatNamesCaFile) {
  access_->allow_private = true;
  const Outcome outcome = get(server_.url("/a"));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kTls);
  EXPECT_THAT(outcome.error().message, testing::HasSubstr("ca_file"));
  EXPECT_TRUE(server_.seen().empty());
}

TEST_F(CurlClientTlsTest, AnotherNameInTheCertificateIsATlsFailure) {
  access_->allow_private = true;
  access_->ca_file = ca_.ca_file();
  access_->connect_to = {server_.connect_to("other.test")};
  const Outcome outcome = get("https://other.test/a");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kTls);
}

}  // namespace
}  // namespace tidings::fetch
