<?php
/**
 * What people read, in English and Vietnamese, by the language that each user has chosen for the dashboard.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The language of whoever is looking: 'vi' or 'en'.
 */
function diemnhan_reader_language() {
	return 0 === strpos( get_user_locale(), 'vi' ) ? 'vi' : 'en';
}

/**
 * All words in that language.
 */
function diemnhan_words() {
	$side = 'vi' === diemnhan_reader_language() ? 1 : 0;
	return array_map(
		function ( $pair ) use ( $side ) {
			return $pair[ $side ];
		},
		diemnhan_both_words()
	);
}

/**
 * One of them.
 *
 * @param string $name Which.
 */
function diemnhan_word( $name ) {
	$words = diemnhan_words();
	return $words[ $name ];
}

/**
 * English and Vietnamese.
 */
function diemnhan_both_words() {
	return array(
		'title'         => array( 'Brief', 'Điểm nhấn' ),
		'none'          => array( 'There is no brief of this post yet.', 'Bài này chưa có bản điểm nhấn.' ),
		'make'          => array( 'Make a brief', 'Lập bản điểm nhấn' ),
		'again'         => array( 'Make it anew', 'Lập lại' ),
		'writing'       => array( 'The brief is being written …', 'Đang lập bản điểm nhấn …' ),
		'summary'       => array( 'Summary', 'Tóm tắt' ),
		'highlights'    => array( 'Highlights', 'Điểm nhấn hợp tác' ),
		'no_highlights' => array( 'The post reports no act of cooperation.', 'Bài không nêu hoạt động hợp tác nào.' ),
		'language'      => array( 'In which language', 'Ngôn ngữ' ),
		'insert'        => array( 'Insert as blocks', 'Chèn vào bài' ),
		'inserted'      => array( 'Inserted.', 'Đã chèn.' ),
		'show'          => array( 'Show in the text', 'Xem trong bài' ),
		'not_shown'     => array( 'These words are not in the text any more.', 'Câu này không còn trong bài.' ),
		'findings'      => array( 'Findings', 'Cần xem lại' ),
		'no_findings'   => array( 'Nothing was found.', 'Không có gì cần xem lại.' ),
		'translation'   => array( 'Translation', 'Bản dịch' ),
		'translate'     => array( 'Save the translation as a draft', 'Lưu bản dịch thành bản nháp' ),
		'translating'   => array( 'The post is being translated …', 'Đang dịch bài …' ),
		'translated'    => array( 'The translation was saved as a draft.', 'Đã lưu bản dịch thành bản nháp.' ),
		'open'          => array( 'Open the linked post', 'Mở bài liên kết' ),
		'original'      => array( 'Open the original', 'Mở bài gốc' ),
		'another'       => array( 'Save as another draft', 'Lưu thành bản nháp khác' ),
		'taken_over'    => array( 'The linked post was edited or published since; it was left as it is.', 'Bài liên kết đã được sửa hoặc đăng; hệ thống không ghi đè.' ),
		'empty'         => array( 'The post has no text yet.', 'Bài chưa có nội dung.' ),
		'unset'         => array( 'The address of the service is not set: Settings → Điểm Nhấn.', 'Chưa đặt địa chỉ dịch vụ: Cài đặt → Điểm Nhấn.' ),
		'unreachable'   => array( 'The service cannot be reached.', 'Không kết nối được dịch vụ.' ),
		'odd'           => array( 'The service gave an answer that cannot be read.', 'Không đọc được câu trả lời của dịch vụ.' ),
		'changed'       => array( 'The post changed in the meantime.', 'Bài đã thay đổi trong lúc này.' ),
		'url'           => array( 'Address of the service', 'Địa chỉ dịch vụ' ),
		'key'           => array( 'Key', 'Khóa' ),
		'key_kept'      => array( 'A key is kept. Leave this empty to keep it.', 'Đã có khóa. Để trống nếu giữ nguyên.' ),
		'key_needed'    => array( 'Made by diemnhan keys create; needed unless the service runs on this machine.', 'Tạo bằng diemnhan keys create; không cần nếu dịch vụ chạy trên máy này.' ),
		'key_forget'    => array( 'Forget the key', 'Xóa khóa' ),
		'constant'      => array( 'Set in wp-config.php.', 'Đặt trong wp-config.php.' ),
		'bad_url'       => array( 'The address is no http or https address.', 'Địa chỉ phải bắt đầu bằng http hoặc https.' ),
		'key_dropped'   => array( 'The address changed, so the key was forgotten. Enter it again.', 'Địa chỉ đã đổi nên khóa bị xóa. Hãy nhập lại.' ),
		'test'          => array( 'Test the connection', 'Kiểm tra kết nối' ),
		'tested'        => array( 'The service answers, and the key may make briefs and translations.', 'Dịch vụ trả lời; khóa dùng được cho điểm nhấn và bản dịch.' ),
	);
}
