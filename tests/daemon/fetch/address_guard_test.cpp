#include "daemon/fetch/address_guard.hpp"

#include <cstring>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "daemon/fetch/rights_class.hpp"

namespace tidings::fetch {
namespace {

struct Case {
  const char* address;
  AddressClass kind;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.address; }

curl_sockaddr socket_address(const char* text) {
  curl_sockaddr address{};
  address.socktype = SOCK_STREAM;
  sockaddr_in four{};
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    std::memcpy(&address.addr, &four, sizeof four);
    address.addrlen = sizeof four;
  } else {
    // curl_sockaddr holds 16 bytes only, but libcurl hands out larger storage behind it.
    ADD_FAILURE() << "not IPv4: " << text;
  }
  address.family = address.addr.sa_family;
  return address;
}

AddressVerdict verdict_on_socket_address(const char* text) {
  sockaddr_storage storage{};
  auto* four = reinterpret_cast<sockaddr_in*>(&storage);
  auto* six = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1) {
    storage.ss_family = AF_INET6;
  } else {
    ADD_FAILURE() << "not an address: " << text;
  }
  return classify(*reinterpret_cast<const sockaddr*>(&storage));
}

// Promise 17: the table of targets. First and last address of each range, its neighbours outside,
// and every form in which IPv6 carries an IPv4 address.
constexpr Case kCases[] = {
    {"0.0.0.0", AddressClass::kSpecial},
    {"0.255.255.255", AddressClass::kSpecial},
    {"1.0.0.0", AddressClass::kPublic},
    {"9.255.255.255", AddressClass::kPublic},
    {"10.0.0.0", AddressClass::kPrivate},
    {"10.255.255.255", AddressClass::kPrivate},
    {"11.0.0.0", AddressClass::kPublic},
    {"100.63.255.255", AddressClass::kPublic},
    {"100.64.0.0", AddressClass::kPrivate},
    {"100.127.255.255", AddressClass::kPrivate},
    {"100.128.0.0", AddressClass::kPublic},
    {"126.255.255.255", AddressClass::kPublic},
    {"127.0.0.1", AddressClass::kLoopback},
    {"127.255.255.254", AddressClass::kLoopback},
    {"128.0.0.1", AddressClass::kPublic},
    {"169.253.255.255", AddressClass::kPublic},
    {"169.254.169.254", AddressClass::kLinkLocal},
    {"169.255.0.0", AddressClass::kPublic},
    {"172.15.255.255", AddressClass::kPublic},
    {"172.16.0.0", AddressClass::kPrivate},
    {"172.31.255.255", AddressClass::kPrivate},
    {"172.32.0.0", AddressClass::kPublic},
    {"192.0.0.8", AddressClass::kSpecial},
    {"192.0.1.0", AddressClass::kPublic},
    {"192.0.2.1", AddressClass::kSpecial},
    {"192.31.196.1", AddressClass::kSpecial},
    {"192.52.193.1", AddressClass::kSpecial},
    {"192.88.99.1", AddressClass::kSpecial},
    {"192.167.255.255", AddressClass::kPublic},
    {"192.168.0.1", AddressClass::kPrivate},
    {"192.169.0.0", AddressClass::kPublic},
    {"192.175.48.1", AddressClass::kSpecial},
    {"198.17.255.255", AddressClass::kPublic},
    {"198.18.0.1", AddressClass::kSpecial},
    {"198.19.255.255", AddressClass::kSpecial},
    {"198.20.0.0", AddressClass::kPublic},
    {"198.51.100.7", AddressClass::kSpecial},
    {"203.0.113.9", AddressClass::kSpecial},
    {"223.255.255.255", AddressClass::kPublic},
    {"224.0.0.1", AddressClass::kSpecial},
    {"239.255.255.250", AddressClass::kSpecial},
    {"240.0.0.1", AddressClass::kSpecial},
    {"255.255.255.255", AddressClass::kSpecial},
    {"::", AddressClass::kSpecial},
    {"::1", AddressClass::kLoopback},
    {"::2", AddressClass::kSpecial},
    {"::127.0.0.1", AddressClass::kLoopback},
    {"::ffff:127.0.0.1", AddressClass::kLoopback},
    {"::ffff:10.1.2.3", AddressClass::kPrivate},
    {"::ffff:169.254.169.254", AddressClass::kLinkLocal},
    {"::ffff:8.8.8.8", AddressClass::kPublic},
    {"::ffff:0:10.0.0.1", AddressClass::kPrivate},
    {"64:ff9b::10.0.0.1", AddressClass::kPrivate},
    {"64:ff9b::127.0.0.1", AddressClass::kLoopback},
    {"64:ff9b::8.8.8.8", AddressClass::kPublic},
    {"64:ff9b:1::8.8.8.8", AddressClass::kPrivate},
    {"100::1", AddressClass::kSpecial},
    {"2001::1", AddressClass::kSpecial},
    {"2001:0:53aa:64c:0:fbff:f5ff:fffe", AddressClass::kSpecial},
    {"2001:1ff:ffff::", AddressClass::kSpecial},
    {"2001:200::1", AddressClass::kPublic},
    {"2001:db8::1", AddressClass::kSpecial},
    {"2001:4860:4860::8888", AddressClass::kPublic},
    {"2002:7f00:1::", AddressClass::kLoopback},
    {"2002:a00:1::1", AddressClass::kPrivate},
    {"2002:a9fe:a9fe::", AddressClass::kLinkLocal},
    {"2002:c0a8:101::", AddressClass::kPrivate},
    {"2002:808:808::", AddressClass::kPublic},
    {"2606:4700::5efe:10.0.0.1", AddressClass::kPrivate},
    {"2606:4700::200:5efe:192.168.0.1", AddressClass::kPrivate},
    {"2620:4f:8000::1", AddressClass::kSpecial},
    {"3fff:0fff::1", AddressClass::kSpecial},
    {"3fff:1000::1", AddressClass::kPublic},
    {"4000::1", AddressClass::kSpecial},
    {"5f00::1", AddressClass::kSpecial},
    {"fbff::1", AddressClass::kSpecial},
    {"fc00::1", AddressClass::kPrivate},
    {"fdff:ffff::1", AddressClass::kPrivate},
    {"fe80::1", AddressClass::kLinkLocal},
    {"febf::1", AddressClass::kLinkLocal},
    {"fec0::1", AddressClass::kPrivate},
    {"ff02::1", AddressClass::kSpecial},
};

class Promise17Addresses : public testing::TestWithParam<Case> {};

TEST_P(Promise17Addresses, AreClassifiedAsSocketAddressAndAsLiteral) {
  EXPECT_EQ(verdict_on_socket_address(GetParam().address).kind, GetParam().kind);
  EXPECT_EQ(classify_host(GetParam().address).kind, GetParam().kind);
}
INSTANTIATE_TEST_SUITE_P(Table, Promise17Addresses, testing::ValuesIn(kCases));

TEST(AddressGuard, AnIpv6LiteralMayStandInBracketsAndHaveAZone) {
  EXPECT_EQ(classify_host("[::1]").kind, AddressClass::kLoopback);
  EXPECT_EQ(classify_host("[fe80::1%25eth0]").kind, AddressClass::kLinkLocal);
}

TEST(AddressGuard, ANameIsNotJudgedBeforeItIsResolved) {
  EXPECT_EQ(classify_host("localhost").kind, AddressClass::kPublic);
  EXPECT_EQ(classify_host("").kind, AddressClass::kPublic);
}

TEST(AddressGuard, ASocketOfAnotherFamilyIsNeverConnected) {
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_EQ(classify(local).kind, AddressClass::kSpecial);
}

TEST(AddressGuard, AllowPrivateOpensPrivateRangesButNoSpecialOnes) {
  for (const auto kind :
       {AddressClass::kLoopback, AddressClass::kPrivate, AddressClass::kLinkLocal}) {
    EXPECT_FALSE(may_connect(kind, false));
    EXPECT_TRUE(may_connect(kind, true));
  }
  EXPECT_TRUE(may_connect(AddressClass::kPublic, false));
  EXPECT_FALSE(may_connect(AddressClass::kSpecial, true));
}

TEST(AddressGuard, TheVerdictNamesTheLineOfTheTable) {
  EXPECT_EQ(classify_host("172.20.0.1").range, "172.16.0.0/12");
  EXPECT_EQ(classify_host("::ffff:10.0.0.1").range, "10.0.0.0/8");
}

// The decision that libcurl asks for, without any connection being made.
TEST(GuardedSocket, IsNotOpenedForARefusedAddress) {
  std::string refused;
  EXPECT_EQ(guarded_socket(socket_address("10.1.2.3"), false, refused), CURL_SOCKET_BAD);
  EXPECT_THAT(refused, testing::StartsWith("10.1.2.3 (10.0.0.0/8) is not a public address"));
}

TEST(GuardedSocket, IsOpenedForAnAllowedAddress) {
  std::string refused;
  const curl_socket_t opened = guarded_socket(socket_address("127.0.0.1"), true, refused);
  EXPECT_NE(opened, CURL_SOCKET_BAD);
  EXPECT_EQ(refused, "");
  close(opened);
}

}  // namespace
}  // namespace tidings::fetch
