#include "tests/daemon/fetch/curl_client_fixture.hpp"
#include "tests/support/compress.hpp"

namespace tidings::fetch {
namespace {

using test::answer;
using test::hang;
using test::page;
using test::Reply;

TEST_F(CurlClientTest, Promise18HeadersOver64KiBAreRefused) {
  server_.on("/one", page("x", {{"X-Long", string(70'000, 'a')}}));
  server_.on("/huge", page("x", {{"X-Long", string(1'000'000, 'a')}}));
  test::Fields many;
  for (int i = 0; i < 3000; ++i)
    many.emplace_back("X-" + std::to_string(i), "aaaaaaaaaaaaaaaaaaaa");
  server_.on("/many", page("x", many));
  for (const char* target : {"/one", "/huge", "/many"}) {
    EXPECT_EQ(failure_of(target).kind, FailureKind::kHeadersTooLarge) << target;
  }
}

TEST_F(CurlClientTest, Promise18AnUrlOver2048BytesIsNotAskedFor) {
  EXPECT_EQ(failure_of("/" + string(2048, 'a')).kind, FailureKind::kBadUrl);
  EXPECT_TRUE(server_.seen().empty());
}

TEST_F(CurlClientTest, Promise18ABombEndsAtTheLimitAfterDecompression) {
  server_.on("/a", page(test::gzip(string(20'000'000, 'x')), {{"Content-Encoding", "gzip"}}));
  Exchange e = exchange(server_.url("/a"));
  e.max_body = 1'000'000;
  const Outcome outcome = get(std::move(e));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kTooLarge);
  EXPECT_EQ(budget_.used(), 0U);
}

TEST_F(CurlClientTest, AnAnnouncedLengthOverTheLimitIsNotDownloaded) {
  Reply reply;
  reply.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n").wait(1h);
  server_.on("/a", reply);
  const auto kind = failure_of("/a").kind;
  EXPECT_TRUE(kind == FailureKind::kTooLarge || kind == FailureKind::kProtocol);
  Reply second;
  second.send("HTTP/1.1 200 OK\r\nContent-Length: 8000001\r\n\r\n").wait(1h);
  server_.on("/b", second);
  EXPECT_EQ(failure_of("/b").kind, FailureKind::kTooLarge);
}

TEST_F(CurlClientTest, ABodyThatIsNotTextIsRefusedByTypeBeforeItComes) {
  Reply reply;
  reply.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 9\r\n\r\n").wait(1h);
  server_.on("/a", reply);
  EXPECT_EQ(failure_of("/a").kind, FailureKind::kNotText);
}

TEST_F(CurlClientTest, ABodyThatIsNotTextIsRefusedByItsFirstBytes) {
  Reply reply;
  reply
      .send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n%PDF-1.7" +
            string(2000, 'x'))
      .wait(1h);
  server_.on("/a", reply);
  const Failure failure = failure_of("/a");
  EXPECT_EQ(failure.kind, FailureKind::kNotText);
  EXPECT_EQ(failure.message, "this is a PDF document, not text");
}

TEST_F(CurlClientTest, AShortBinaryBodyIsRefusedToo) {
  server_.on("/a", page("GIF89a"));
  EXPECT_EQ(failure_of("/a").kind, FailureKind::kNotText);
}

TEST_F(CurlClientTest, ErrorPagesComeWithTheirBodyUpTo64KiB) {
  server_.on("/small", answer(403, "<h1>no", {{"Content-Type", "text/html"}}));
  server_.on("/large", answer(500, string(300'000, 'x')));
  const Outcome small = get("/small");
  ASSERT_TRUE(small);
  EXPECT_EQ(small->status, 403);
  EXPECT_EQ(small->body, "<h1>no");
  const Outcome large = get("/large");
  ASSERT_TRUE(large) << large.error().message;
  EXPECT_EQ(large->status, 500);
  EXPECT_EQ(large->body.size(), 65'536U);
}

TEST_F(CurlClientTest, RobotsTxtIsCutAtItsLimitNotRefused) {
  server_.on("/robots.txt", answer(200, string(600'000, 'x')));
  Exchange e = exchange(server_.url("/robots.txt"), Purpose::kRobots);
  e.max_body = 512'000;
  const Outcome outcome = get(std::move(e));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->body.size(), 512'000U);
}

TEST_F(CurlClientTest, Promise10TheDeadlineHoldsWhateverTheServerDoes) {
  server_.on("/never", hang());
  Reply headers;
  headers.send("HTTP/1.1 200 OK\r\nX: ").wait(1h);
  server_.on("/headers", headers);
  Reply trickle;
  trickle.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
  for (int i = 0; i < 1000; ++i) trickle.send("x").wait(20ms);
  server_.on("/trickle", trickle);
  for (const char* target : {"/never", "/headers", "/trickle"}) {
    Exchange e = exchange(server_.url(target));
    e.timeout = 150ms;
    const auto start = clock_.steady();
    const Outcome outcome = get(std::move(e));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, FailureKind::kTimeout) << target;
    EXPECT_LT(clock_.steady() - start, 1150ms) << target;
  }
}

TEST_F(CurlClientTest, Promise17PrivateAddressesAreRefusedWithoutAConnection) {
  access_->allow_private = false;
  server_.on("/a", page("x"));
  for (const char* host : {"127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1"}) {
    const Outcome outcome = get(exchange(server_.url("/a", host)));
    ASSERT_FALSE(outcome) << host;
    EXPECT_EQ(outcome.error().kind, FailureKind::kRefusedAddress)
        << host << ": " << outcome.error().message;
  }
  EXPECT_EQ(server_.connections(), 0);
}

TEST_F(CurlClientTest, Promise17AConnectionOfAnotherSourceIsNotReused) {
  server_.on("/a", page("x"));
  access_->connect_to = {server_.connect_to("site.test")};
  ASSERT_TRUE(get(exchange("http://site.test/a")));
  auto stranger = std::make_shared<config::Access>(*access_);
  stranger->allow_private = false;
  Exchange e = exchange("http://site.test/a");
  e.access = stranger;
  const Outcome outcome = get(std::move(e));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kRefusedAddress);
  EXPECT_EQ(server_.seen().size(), 1U);
  EXPECT_EQ(server_.connections(), 1);
}

TEST_F(CurlClientTest, AProxyFromTheConfigurationIsExempt) {
  access_->allow_private = false;
  access_->proxy = server_.url("");
  server_.on("http://site.test/a", page("through"));
  const Outcome outcome = get(exchange("http://site.test/a"));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->body, "through");
}

TEST_F(CurlClientTest, ALiteralPrivateAddressIsRefusedThroughAProxyToo) {
  access_->allow_private = false;
  access_->proxy = server_.url("");
  const Outcome outcome = get(exchange("http://10.0.0.1/a"));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kRefusedAddress);
  EXPECT_EQ(server_.connections(), 0);
}

TEST_F(CurlClientTest, OnlyHttpAndHttpsAreSpoken) {
  for (const char* url : {"file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1:1/",
                          "dict://127.0.0.1:1/x"}) {
    const Outcome outcome = get(exchange(url));
    ASSERT_FALSE(outcome) << url;
    EXPECT_EQ(outcome.error().kind, FailureKind::kBadUrl) << url << outcome.error().message;
  }
}

TEST_F(CurlClientTest, AnUserNameInAForeignUrlIsNotSent) {
  server_.on("/a", page("x"));
  const Outcome outcome = get(exchange("http://u:p@127.0.0.1:" + std::to_string(server_.port())));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kBadUrl);
  EXPECT_TRUE(server_.seen().empty());
}

TEST_F(CurlClientTest, ARefusedConnectionNamesTheAddress) {
  int port = 0;
  {
    const TestServer gone;
    port = gone.port();
  }
  const Outcome outcome = get(exchange("http://127.0.0.1:" + std::to_string(port) + "/"));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kConnect);
  EXPECT_THAT(outcome.error().message, testing::HasSubstr("127.0.0.1"));
}

}  // namespace
}  // namespace tidings::fetch
